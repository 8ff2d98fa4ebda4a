import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { configureAxe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  ambiguousUsage,
  exceptedUsage,
  explanationOf,
  leaverUsage,
  undetectedUsage,
} from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

// A dialog begins anew below the headings of the page, which it hides.
const axe = configureAxe({ rules: { 'heading-order': { enabled: false } } });

const KAI = '/lucid/undetected?user=default%2Flucid-2001';

describe('the details of a Lucid user', () => {
  it('open from the list, close with Escape, and give the focus back', async () => {
    openPage(
      '/lucid/undetected',
      new FakeLucidApi({ usages: [undetectedUsage()] }),
    );
    const link = await screen.findByRole('link', { name: 'Kai Contractor' });
    await userEvent.click(link);
    expect(
      await screen.findByRole('dialog', { name: 'Kai Contractor' }),
    ).toBeInTheDocument();

    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await waitFor(() => expect(link).toHaveFocus());
  });

  it('can be linked, and say what Lucid says and why each matcher failed', async () => {
    openPage(
      KAI,
      new FakeLucidApi({
        usages: [
          undetectedUsage({
            costCenter: 'CC-100',
            groups: [{ id: 'lucid-group-1', name: 'Designers' }],
          }),
        ],
      }),
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Kai Contractor',
    });
    expect(within(dialog).getByText('CC-100')).toBeVisible();
    expect(within(dialog).getByText('Designers')).toBeVisible();
    const outcomes = within(dialog).getByRole('list', {
      name: 'How they were compared',
    });
    expect(
      within(outcomes)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      'Annotation: no catalog user names lucid-2001 in an annotation',
      'E-mail: kai@contractors.example.net is nobody’s in the catalog',
      'Further e-mails: Lucid gives nothing to compare',
    ]);
    expect(await axe(dialog)).toHaveNoViolations();
  });

  it('lead to the catalog where that has an entity', async () => {
    const usage = undetectedUsage();
    const entity = {
      apiVersion: 'lucid.co/v1alpha1',
      kind: 'LicenceUsage',
      metadata: { name: usage.id, namespace: 'default' },
    };
    openPage(KAI, new FakeLucidApi({ usages: [usage] }), {
      catalog: catalogApiMock({ entities: [entity] }),
    });
    expect(
      await screen.findByRole('link', { name: 'Open in the catalog' }),
    ).toHaveAttribute('href', '/catalog/default/licenceusage/lucid-2001');
  });

  it('lead nowhere where the catalog has left them out', async () => {
    const catalog = catalogApiMock.mock({
      getEntityByRef: async () => undefined,
    });
    openPage(KAI, new FakeLucidApi({ usages: [undetectedUsage()] }), {
      catalog,
    });
    const dialog = await screen.findByRole('dialog', {
      name: 'Kai Contractor',
    });
    await waitFor(() => expect(catalog.getEntityByRef).toHaveBeenCalled());
    expect(
      within(dialog).queryByRole('link', { name: 'Open in the catalog' }),
    ).not.toBeInTheDocument();
  });

  it('ask nothing of the catalog about the departed, who are gone from it', async () => {
    const catalog = catalogApiMock.mock();
    openPage(
      '/lucid/licences?state=departed&user=default%2Flucid-2001',
      new FakeLucidApi({ usages: [undetectedUsage({ state: 'departed' })] }),
      { catalog },
    );
    const dialog = await screen.findByRole('dialog', {
      name: 'Kai Contractor',
    });
    expect(await within(dialog).findByText('What Lucid says')).toBeVisible();
    expect(
      within(dialog).queryByRole('link', { name: 'Open in the catalog' }),
    ).not.toBeInTheDocument();
    expect(catalog.getEntityByRef).not.toHaveBeenCalled();
  });

  it('name a matcher that a module has added by its id', async () => {
    openPage(
      KAI,
      new FakeLucidApi({
        usages: [undetectedUsage()],
        explanation: explanationOf({
          matchers: [
            {
              matcher: 'hr-system',
              outcome: 'none',
              values: ['4711'],
              entityRefs: [],
            },
          ],
        }),
      }),
    );
    expect(
      await screen.findByText('hr-system: 4711 found nobody'),
    ).toBeVisible();
  });

  it('give the line for the catalog, to be copied for whoever it is', async () => {
    const user = userEvent.setup();
    openPage(KAI, new FakeLucidApi({ usages: [undetectedUsage()] }));
    const line = await screen.findByRole('figure', {
      name: 'Line for the User entity in the catalog',
    });
    expect(line).toHaveTextContent('lucid.co/user-id: lucid-2001');

    const candidates = screen.getByRole('list', { name: 'Who it may be' });
    expect(
      within(candidates).getByRole('link', { name: 'Kai Cole' }),
    ).toHaveAttribute('href', '/catalog/default/user/kai.c');
    expect(
      within(candidates).getByText(
        'Same address in another domain · kai@example.com',
      ),
    ).toBeVisible();
    await user.click(
      within(candidates).getByRole('button', {
        name: 'Copy line for Kai Cole',
      }),
    );
    expect(
      await within(candidates).findByRole('button', { name: 'Copied' }),
    ).toBeVisible();
  });

  it('say of an ambiguous one who the candidates are, with the line for each', async () => {
    openPage(
      '/lucid/licences?state=ambiguous&user=default%2Flucid-2004',
      new FakeLucidApi({
        usages: [ambiguousUsage()],
        explanation: explanationOf({ nearest: [] }),
      }),
    );
    const candidates = await screen.findByRole('list', {
      name: 'Who it may be',
    });
    for (const name of ['one', 'two']) {
      expect(within(candidates).getByRole('link', { name })).toHaveAttribute(
        'href',
        `/catalog/default/user/${name}`,
      );
      expect(
        within(candidates).getByRole('button', {
          name: `Copy line for user:default/${name}`,
        }),
      ).toBeVisible();
    }
  });

  it('say of a leaver who it was, and what is to be done', async () => {
    openPage(
      '/lucid/undetected?user=default%2Flucid-2002',
      new FakeLucidApi({ usages: [leaverUsage()] }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(
      await within(dialog).findByText(
        'Was user:default/jane until May 3, 2026, who is not in the catalog any more.',
      ),
    ).toBeVisible();
    expect(within(dialog).getByText(/take it back in Lucid/)).toBeVisible();
  });

  it('account for the licence, with a note and a last day', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    openPage(KAI, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Account for this licence…' }),
    );
    const form = await screen.findByRole('dialog', {
      name: 'Account for the licence of Kai Contractor',
    });
    expect(await axe(form)).toHaveNoViolations();

    // Nothing is sent without a note.
    const save = within(form).getByRole('button', { name: 'Account for it' });
    await userEvent.click(save);
    expect(api.exceptionRequests).toEqual([]);
    const note = within(form).getByRole('textbox', { name: /^Note/ });
    expect(note).toHaveFocus();

    await userEvent.type(note, 'Works for our agency');
    await userEvent.click(
      within(form).getByRole('spinbutton', { name: /month/ }),
    );
    await userEvent.keyboard('12312099');
    await userEvent.click(save);

    await waitFor(() => expect(form).not.toBeInTheDocument());
    expect(api.exceptionRequests).toEqual([
      {
        note: 'Works for our agency',
        until: '2099-12-31',
        users: [{ account: 'default', id: 'lucid-2001' }],
      },
    ]);
    // The details stay open, and say so.
    const dialog = await screen.findByRole('dialog', {
      name: 'Kai Contractor',
    });
    expect(await within(dialog).findByText('Excepted')).toBeVisible();
    expect(within(dialog).getByText('Works for our agency')).toBeVisible();
    expect(within(dialog).getByText('until Dec 31, 2099')).toBeVisible();
  });

  it('do not take a last day that has passed', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    openPage(KAI, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Account for this licence…' }),
    );
    const form = await screen.findByRole('dialog', { name: /^Account for/ });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Note/ }),
      'Agency',
    );
    await userEvent.click(
      within(form).getByRole('spinbutton', { name: /month/ }),
    );
    await userEvent.keyboard('01312020');
    await userEvent.click(
      within(form).getByRole('button', { name: 'Account for it' }),
    );
    expect(
      await within(form).findByText('The last day must not have passed.'),
    ).toBeVisible();
    expect(api.exceptionRequests).toEqual([]);
  });

  it('stay open while an exception is made, and say how long it will hold', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    let answer = () => {};
    const asked = new Promise<void>(resolve => {
      answer = resolve;
    });
    const make = api.makeExceptions.bind(api);
    api.makeExceptions = async request => {
      await asked;
      return make(request);
    };
    openPage(KAI, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Account for this licence…' }),
    );
    const form = await screen.findByRole('dialog', { name: /^Account for/ });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Note/ }),
      'Agency',
    );
    // A last day of which the year is missing is none.
    await userEvent.click(
      within(form).getByRole('spinbutton', { name: /month/ }),
    );
    await userEvent.keyboard('1231');
    expect(
      within(form).getByText('It will hold without an end.'),
    ).toBeVisible();
    await userEvent.keyboard('2099');
    expect(
      within(form).getByText('It will hold until Dec 31, 2099.'),
    ).toBeVisible();

    await userEvent.click(
      within(form).getByRole('button', { name: 'Account for it' }),
    );
    await userEvent.keyboard('{Escape}');
    expect(form).toBeInTheDocument();

    answer();
    await waitFor(() => expect(form).not.toBeInTheDocument());
    expect(api.exceptionRequests).toMatchObject([{ until: '2099-12-31' }]);
  });

  it('say why an exception could not be made, and keep what was written', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    openPage(KAI, api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Account for this licence…' }),
    );
    const form = await screen.findByRole('dialog', { name: /^Account for/ });
    const note = within(form).getByRole('textbox', { name: /^Note/ });
    await userEvent.type(note, 'Agency');
    api.failure = new Error('only administrators may do that');
    await userEvent.click(
      within(form).getByRole('button', { name: 'Account for it' }),
    );
    expect(await within(form).findByRole('alert')).toHaveTextContent(
      'only administrators may do that',
    );
    expect(note).toHaveValue('Agency');
  });

  it('take an exception back after asking once more', async () => {
    const api = new FakeLucidApi({ usages: [exceptedUsage()] });
    openPage('/lucid/licences?state=excepted&user=default%2Flucid-2003', api);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'End exception: Eve External',
      }),
    );
    const question = await screen.findByRole('dialog', {
      name: 'End this exception?',
    });
    expect(api.decisions).toEqual([]);
    await userEvent.click(
      within(question).getByRole('button', { name: 'End exception' }),
    );
    await waitFor(() => expect(question).not.toBeInTheDocument());
    expect(api.decisions).toEqual(['end exception of default/lucid-2003']);
  });

  it('say that nobody of that name is known', async () => {
    openPage(
      '/lucid/undetected?user=default%2Fnobody',
      new FakeLucidApi({ usages: [undetectedUsage()] }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'nobody' });
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'No Lucid user nobody',
    );
  });

  it.each(['nonsense', '%252F', 'a/b/c', '%25zz/1'])(
    'stay closed where the link names nobody: %s',
    async value => {
      openPage(
        `/lucid/undetected?user=${value}`,
        new FakeLucidApi({ usages: [undetectedUsage()] }),
      );
      expect(
        await screen.findByRole('link', { name: 'Kai Contractor' }),
      ).toBeVisible();
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    },
  );
});
