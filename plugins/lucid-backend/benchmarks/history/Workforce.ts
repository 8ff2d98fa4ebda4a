import { LucidUser } from '../../src/scim/LucidUser';
import { Random } from '../../crash-tests/world/Random';

/** What changes of a user of the account. */
interface Employee {
  index: number;
  department: number;
  hasSpark: boolean;
  isViewOnly: boolean;
  /** Has an address that the catalog does not know. */
  hasOtherAddress: boolean;
}

/** What happened on one day. */
export interface DayOfChanges {
  /** Who is new, or otherwise than before. */
  changed: LucidUser[];
  /** Ids of who is gone. */
  left: string[];
}

const DEPARTMENTS = 400;
const DAYS_A_MONTH = 30;

/**
 * The users of an account as they come, go and change. Of all of them, a share
 * leaves each month, and as many join; the same share gains or loses a licence, gets
 * another access level, another department, another address.
 */
export class Workforce {
  readonly #random = new Random(1);
  readonly #employees: Employee[] = [];
  readonly #monthlyChurn: number;
  /** What is left of a person of the day before. */
  #fraction = 0;
  #joined = 0;

  constructor(options: { users: number; monthlyChurn: number }) {
    this.#monthlyChurn = options.monthlyChurn;
    for (let user = 0; user < options.users; user += 1) {
      this.#join();
    }
  }

  get size(): number {
    return this.#employees.length;
  }

  get users(): LucidUser[] {
    return this.#employees.map(toLucidUser);
  }

  liveADay(): DayOfChanges {
    const share = this.#monthlyChurn / DAYS_A_MONTH;
    const due = this.#employees.length * share + this.#fraction;
    const people = Math.floor(due);
    this.#fraction = due - people;

    const left = Array.from({ length: people }, () => this.#leave());
    const changed = new Set<Employee>();
    const changes: ((employee: Employee) => void)[] = [
      employee => {
        employee.hasSpark = !employee.hasSpark;
      },
      employee => {
        employee.isViewOnly = !employee.isViewOnly;
      },
      employee => {
        employee.department = (employee.department + 1) % DEPARTMENTS;
      },
      employee => {
        employee.hasOtherAddress = !employee.hasOtherAddress;
      },
    ];
    for (const change of changes) {
      for (let person = 0; person < people; person += 1) {
        const employee = this.#random.pick(this.#employees);
        change(employee);
        changed.add(employee);
      }
    }
    for (let person = 0; person < people; person += 1) {
      changed.add(this.#join());
    }
    return { changed: [...changed].map(toLucidUser), left };
  }

  #join(): Employee {
    const employee: Employee = {
      index: this.#joined,
      // Some are much larger than others.
      department: Math.floor(DEPARTMENTS * this.#random.next() ** 2),
      hasSpark: this.#random.next() < 0.5,
      isViewOnly: this.#random.next() < 0.2,
      hasOtherAddress: this.#random.next() < 0.05,
    };
    this.#joined += 1;
    this.#employees.push(employee);
    return employee;
  }

  #leave(): string {
    const place = Math.floor(this.#random.next() * this.#employees.length);
    const [gone] = this.#employees.splice(place, 1);
    return idOf(gone.index);
  }
}

/** The address by which the catalog knows somebody. */
export function addressOf(index: number): string {
  return `given${index}.family${index % 977}@example.com`;
}

function idOf(index: number): string {
  return `lucid-${index}`;
}

function toLucidUser(employee: Employee): LucidUser {
  const { index, department } = employee;
  const access = employee.isViewOnly ? 'view-only' : 'can-edit';
  return {
    id: idOf(index),
    active: true,
    displayName: `Given${index} Family${index % 977}`,
    userName: `given${index}`,
    email: employee.hasOtherAddress
      ? `given${index}@acquired.example.org`
      : addressOf(index),
    otherEmails: [`alias${index}@corp.example.org`],
    externalId: `00u${index.toString(36).padStart(9, '0')}`,
    title: 'Software Engineer',
    department: `Department ${department}`,
    division: `Division ${department % 9}`,
    organization: 'Example',
    costCenter: `CC-${department % 60}`,
    roles: ['DocumentAdmin'],
    groups: [{ id: `lucid-group-${index % 300}`, name: `Team ${index % 300}` }],
    licences: [
      { name: 'Lucidchart', access },
      ...(employee.hasSpark ? [{ name: 'Lucidspark', access } as const] : []),
    ],
    createdAt: '2024-08-08T22:21:48.612Z',
  };
}
