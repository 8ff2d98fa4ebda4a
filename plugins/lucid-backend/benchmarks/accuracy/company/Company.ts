import { UserEntity } from '@backstage/catalog-model';
import { Random, seededRandom } from 'lucid-simulator';
import { Account } from '../directory/Account';
import { DIRECTORIES, DirectoryId } from '../directory/directories';
import { Login, isPerson } from '../lucid/Login';
import { LoginBook } from '../lucid/LoginBook';
import { Others } from '../lucid/Others';
import { SignUps } from '../lucid/SignUps';
import { Upkeep } from '../lucid/Upkeep';
import { renderScimUser } from '../lucid/renderScimUser';
import { CarefulHuman } from '../truth/CarefulHuman';
import { CatalogView } from '../truth/CatalogView';
import { Verdict } from '../truth/Verdict';
import { Changes } from './Changes';
import { Hiring } from './Hiring';
import { Pace } from './Pace';
import { Staff } from './Staff';
import { Turnover } from './Turnover';
import { foundCompany } from './foundCompany';
import { HABITS } from './habits';
import { copyEntity, settleByAnnotation } from './settleByAnnotation';

/** What there is to be seen of the company at one moment, and what is true. */
export interface Observation {
  /** Of kind `User`. */
  entities: UserEntity[];
  /** As `GET /Users` lists them: who is active, in SCIM's JSON. */
  lucidUsers: object[];
  /** By id of the Lucid user. */
  truth: Map<string, Verdict>;
}

/**
 * A company with its directories, its catalog and its Lucid account, that lives
 * from month to month and knows whose each Lucid user is. The same seed makes
 * the same company.
 */
export class Company {
  readonly #people: number;
  readonly #random: Random;
  readonly #pace = new Pace();
  readonly #staff: Staff;
  readonly #hiring: Hiring;
  readonly #turnover: Turnover;
  readonly #changes: Changes;
  readonly #book = new LoginBook();
  readonly #signUps: SignUps;
  readonly #upkeep: Upkeep;
  readonly #others: Others;
  readonly #human: CarefulHuman;
  #month: number = -HABITS.monthsBefore;
  #truth = new Map<string, Verdict>();

  /**
   * @param options - `people` is how many work there; somewhat fewer have a
   * Lucid user
   */
  constructor({ people, seed }: { people: number; seed: number }) {
    this.#people = people;
    const random = seededRandom(seed);
    this.#random = random;
    const staff = new Staff(random);
    this.#staff = staff;
    const hiring = new Hiring(random, staff);
    this.#hiring = hiring;
    const pace = this.#pace;
    const book = this.#book;
    this.#turnover = new Turnover({ random, staff, hiring, pace });
    this.#changes = new Changes({ random, staff, hiring, pace });
    this.#signUps = new SignUps({ random, staff, book });
    this.#upkeep = new Upkeep({ random, staff, book });
    this.#others = new Others({ random, staff, hiring, book });
    this.#human = this.#newHuman();

    foundCompany({ people, staff, hiring, turnover: this.#turnover });
    staff.employed().forEach(account => this.#join(account));
    this.#others.found(people, this.#month);
  }

  /** Lives until the month of the first reading. */
  liveUntilFirstReading(): void {
    while (this.#month < 0) {
      this.#live();
    }
    this.#settle(HABITS.settledByAnnotation.before);
    this.#copyAnEntity();
    this.#takeAName();
    this.#others.listSharedMailboxes();
  }

  /** Lives on until the second reading, with everything happening that can. */
  liveUntilSecondReading(): void {
    this.#pace.startOver();
    this.#settle(HABITS.settledByAnnotation.between);
    while (this.#month < HABITS.monthsBetween) {
      this.#live();
    }
  }

  /** What is to be seen now. What is true depends on what was seen before. */
  observe(): Observation {
    const logins = this.#book.active();
    const catalog = new CatalogView(this.#staff.employed());
    this.#truth = this.#human.judge(logins, catalog);
    return {
      entities: catalog.entries.map(({ entity }) => entity),
      lucidUsers: logins.map(renderScimUser),
      truth: this.#truth,
    };
  }

  #live(): void {
    this.#month += 1;
    const month = this.#month;
    if (month === -HABITS.scimSince) {
      this.#staff
        .employed()
        .forEach(account => this.#signUps.takeOver(account));
    }
    if (month === HABITS.migrationAfter) {
      this.#changes.migrate(month).forEach(account => this.#join(account));
    }
    this.#turnover.leave(month, this.#people);
    this.#changes.live();
    const missing = this.#people - this.#staff.size;
    this.#turnover.hire(Math.max(0, missing)).forEach(account => {
      this.#join(account);
    });
    this.#others.live(this.#people, month);
    this.#upkeep.live(month);
  }

  #newHuman(): CarefulHuman {
    return new CarefulHuman({
      mail: this.#staff.mail,
      isThere: person => this.#staff.accountsOf(person).length > 0,
    });
  }

  #join(account: Account): void {
    this.#signUps.join(account, this.#month);
  }

  /** An administrator finds out whose some Lucid users are that nothing leads to. */
  #settle(share: number): void {
    const catalog = new CatalogView(this.#staff.employed());
    const logins = this.#book.active();
    const truth = this.#truth.size
      ? this.#truth
      : this.#newHuman().judge(logins, catalog);
    const open = logins.filter(
      login => truth.get(login.id)?.state === 'unknowable',
    );
    const count = Math.ceil(open.length * share);
    for (const login of this.#random.shuffled(open).slice(0, count)) {
      this.#annotate(login, catalog);
    }
  }

  #annotate(login: Login, catalog: CatalogView): void {
    const { owner } = login;
    const [entry] = isPerson(owner) ? catalog.of(owner) : [];
    if (entry) {
      settleByAnnotation(login, entry.account, this.#random);
    }
  }

  #copyAnEntity(): void {
    const [original] = this.#withLogin(DIRECTORIES.yaml.id);
    if (original) {
      settleByAnnotation(original.login, original.account, this.#random);
      copyEntity(original.account, this.#hiring);
    }
  }

  /** A developer calls herself what the directory of the publisher calls somebody else. */
  #takeAName(): void {
    const [developer] = this.#withLogin(DIRECTORIES.github.id);
    const [publisher] = this.#withLogin(DIRECTORIES.ldap.id);
    if (developer && publisher) {
      developer.account.listing.name = publisher.account.listing.name;
    }
  }

  #withLogin(directory: DirectoryId): { account: Account; login: Login }[] {
    const logins = new Map(
      this.#book.active().map(login => [login.owner, login]),
    );
    return this.#staff.employed(directory).flatMap(account => {
      const login = logins.get(account.person);
      return login ? [{ account, login }] : [];
    });
  }
}
