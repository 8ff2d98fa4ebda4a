import { LucidAffiliation } from '../account/lucidUser';
import { NameGiver } from './NameGiver';
import { ExampleCase } from './ExampleTruth';

/** Somebody known to Lucid, in Lucid's words but for licences and groups. */
export interface LucidIdentity {
  email?: string;
  otherEmails?: string[];
  /** The e-mail address unless told. */
  userName?: string;
  /** The e-mail address unless told. */
  displayName?: string;
  givenName?: string;
  familyName?: string;
  fullName?: string;
  title?: string;
  affiliation?: LucidAffiliation;
}

export interface Stranger {
  exampleCase: ExampleCase;
  identity: LucidIdentity;
}

const CONTRACTOR_DOMAINS = ['contractor.example.net', 'north.example.org'];
const CONTRACTORS = 9;
const LEAVERS = 6;

const HARD_NAMES: Record<string, string> = {
  'long.name': 'Wolfeschlegelsteinhausenbergerdorff '.repeat(9).slice(0, 300),
  'right.to.left': 'محمد بن عبد الله الفارسي',
  'both.directions': 'שרה כהן (Sara Cohen)',
  emoji: '🦊 Robin Fox 👩🏽‍💻',
  'two.code.points': 'Zoe\u0308 Be\u0301langer',
  formula: '=HYPERLINK("https://example.com";"Click")',
  markup: '<b onmouseover="alert(1)">Bobby</b> & Sons',
  'line.breaks': 'Line\nbreak, "quote"; and\ttab',
};

const external: LucidAffiliation = {
  costCenter: 'CC-900',
  organization: 'External',
  department: 'External',
};

function named(names: NameGiver, domain: string): LucidIdentity {
  const { givenName, familyName, name } = names.next();
  return {
    email: `${name}@${domain}`,
    givenName,
    familyName,
    fullName: `${givenName} ${familyName}`,
  };
}

function contractor(names: NameGiver, number: number): Stranger {
  const domain = CONTRACTOR_DOMAINS[number % CONTRACTOR_DOMAINS.length];
  return {
    exampleCase: 'contractor',
    identity: {
      ...named(names, domain),
      title: 'Contractor',
      affiliation: external,
    },
  };
}

/** Gone from the company and its catalog; Lucid was not told. */
export function leaver(names: NameGiver): Stranger {
  return {
    exampleCase: 'leaver',
    identity: {
      ...named(names, 'example.com'),
      affiliation: { organization: 'Meridian', department: 'Engineering' },
    },
  };
}

/** Everybody whom Lucid knows and the catalog does not. */
export function inviteStrangers(names: NameGiver): Stranger[] {
  return [
    ...Array.from({ length: CONTRACTORS }, (_, number) =>
      contractor(names, number),
    ),
    ...Array.from({ length: LEAVERS }, () => leaver(names)),
    ...Object.entries(HARD_NAMES).map(
      ([name, fullName]): Stranger => ({
        exampleCase: 'hard-name',
        identity: {
          email: `${name}@contractor.example.net`,
          fullName,
          affiliation: external,
        },
      }),
    ),
    {
      exampleCase: 'service-account',
      identity: {
        email: 'diagram-bot@example.com',
        displayName: 'Diagram bot',
      },
    },
    {
      exampleCase: 'nothing-to-compare',
      identity: { displayName: 'Reception', fullName: 'Reception kiosk' },
    },
  ];
}
