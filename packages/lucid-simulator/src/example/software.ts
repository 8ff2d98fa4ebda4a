interface ExampleSystem {
  name: string;
  title: string;
  /** Name of a group. */
  owner: string;
  components: { name: string; title: string; type: string; owner: string }[];
}

/** Some software for the example organisation to own. */
export const SYSTEMS: ExampleSystem[] = [
  {
    name: 'diagramming',
    title: 'Diagramming',
    owner: 'applications',
    components: [
      {
        name: 'canvas',
        title: 'Canvas',
        type: 'website',
        owner: 'editor',
      },
      {
        name: 'live-cursors',
        title: 'Live Cursors',
        type: 'service',
        owner: 'collaboration',
      },
    ],
  },
  {
    name: 'accounts',
    title: 'Accounts',
    owner: 'platform',
    components: [
      {
        name: 'sign-in',
        title: 'Sign-in',
        type: 'service',
        owner: 'identity',
      },
    ],
  },
];
