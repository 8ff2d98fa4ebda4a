/** A group of the example company and what lies in it. */
export interface OrgGroup {
  /** Name of the entity. */
  name: string;
  displayName: string;
  type: 'organization' | 'division' | 'department' | 'team';
  /** What Lucid calls the department, which is not what the catalog calls it. */
  lucidDepartment?: string;
  costCenter?: string;
  children: OrgGroup[];
}

type TeamNames = Record<string, string>;

function teams(names: TeamNames): OrgGroup[] {
  return Object.entries(names).map(([name, displayName]) => ({
    name,
    displayName,
    type: 'team',
    children: [],
  }));
}

function department(
  name: string,
  displayName: string,
  inLucid: { department: string; costCenter: string },
  teamNames: TeamNames,
): OrgGroup {
  return {
    name,
    displayName,
    type: 'department',
    lucidDepartment: inLucid.department,
    costCenter: inLucid.costCenter,
    children: teams(teamNames),
  };
}

const engineering = { department: 'Engineering', costCenter: 'CC-100' };
const it = { department: 'IT', costCenter: 'CC-310' };

const divisions: OrgGroup[] = [
  {
    name: 'product-engineering',
    displayName: 'Product & Engineering',
    type: 'division',
    children: [
      department('platform', 'Platform', engineering, {
        runtime: 'Runtime',
        'developer-experience': 'Developer Experience',
        'data-platform': 'Data Platform',
        identity: 'Identity',
      }),
      department('applications', 'Applications', engineering, {
        editor: 'Editor',
        collaboration: 'Collaboration',
        mobile: 'Mobile',
        integrations: 'Integrations',
      }),
      department(
        'design',
        'Design',
        { department: 'UX', costCenter: 'CC-120' },
        {
          'product-design': 'Product Design',
          'user-research': 'User Research',
          'design-systems': 'Design Systems',
        },
      ),
      department(
        'product-management',
        'Product Management',
        { department: 'Product', costCenter: 'CC-130' },
        { discovery: 'Discovery', delivery: 'Delivery' },
      ),
    ],
  },
  {
    name: 'commercial',
    displayName: 'Commercial',
    type: 'division',
    children: [
      department(
        'sales',
        'Sales',
        { department: 'Sales', costCenter: 'CC-210' },
        {
          'sales-emea': 'Sales EMEA',
          'sales-americas': 'Sales Americas',
          'sales-apac': 'Sales APAC',
        },
      ),
      department(
        'marketing',
        'Marketing',
        { department: 'Marketing', costCenter: 'CC-220' },
        { brand: 'Brand', growth: 'Growth' },
      ),
      department(
        'customer-success',
        'Customer Success',
        { department: 'Customer Care', costCenter: 'CC-230' },
        {
          onboarding: 'Onboarding',
          'technical-support': 'Technical Support',
          solutions: 'Solutions',
        },
      ),
    ],
  },
  {
    name: 'operations',
    displayName: 'Operations',
    type: 'division',
    children: [
      department('infrastructure', 'Infrastructure', it, {
        cloud: 'Cloud',
        network: 'Network',
        'site-reliability': 'Site Reliability',
      }),
      department(
        'security',
        'Security',
        { department: 'InfoSec', costCenter: 'CC-320' },
        {
          'application-security': 'Application Security',
          'security-operations': 'Security Operations',
        },
      ),
      department('business-systems', 'Business Systems', it, {
        'enterprise-applications': 'Enterprise Applications',
        'workplace-it': 'Workplace IT',
      }),
    ],
  },
  {
    name: 'corporate',
    displayName: 'Corporate',
    type: 'division',
    children: [
      department(
        'finance',
        'Finance',
        { department: 'Finance', costCenter: 'CC-410' },
        { accounting: 'Accounting', controlling: 'Controlling' },
      ),
      department(
        'people',
        'People',
        { department: 'HR', costCenter: 'CC-420' },
        { talent: 'Talent', 'people-operations': 'People Operations' },
      ),
      department(
        'legal',
        'Legal',
        { department: 'Legal', costCenter: 'CC-430' },
        { contracts: 'Contracts', privacy: 'Privacy' },
      ),
    ],
  },
];

/** The example company, the outermost of its groups. */
export const COMPANY: OrgGroup = {
  name: 'meridian',
  displayName: 'Meridian Instruments',
  type: 'organization',
  children: divisions,
};

/** A group with those that it lies in, the outermost first. */
export interface PlacedGroup {
  group: OrgGroup;
  ancestors: OrgGroup[];
}

/** Every group of the company, each before those that lie in it. */
export function placedGroups(
  group: OrgGroup = COMPANY,
  ancestors: OrgGroup[] = [],
): PlacedGroup[] {
  return [
    { group, ancestors },
    ...group.children.flatMap(child =>
      placedGroups(child, [...ancestors, group]),
    ),
  ];
}
