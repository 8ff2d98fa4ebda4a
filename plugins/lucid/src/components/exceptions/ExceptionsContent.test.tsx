import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  accountOf,
  exceptedUsage,
  exceptionOf,
  statusOf,
} from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

const ofRule = exceptionOf({
  id: 'exception-2',
  note: 'Framework contract 4711',
  until: undefined,
  user: undefined,
  rule: { field: 'email', pattern: '*@agency.example.com' },
  users: 12,
});
const expired = exceptionOf({
  id: 'exception-3',
  note: 'Summer internship',
  state: 'expired',
  until: '2025-09-30',
  endedAt: '2025-10-01T00:00:00.000Z',
  users: 0,
});
const revoked = exceptionOf({
  id: 'exception-4',
  note: 'By mistake',
  state: 'revoked',
  endedAt: '2026-02-02T10:00:00.000Z',
  endedBy: 'user:default/boss',
  users: 0,
});

function portal() {
  return new FakeLucidApi({
    usages: [exceptedUsage()],
    exceptions: [exceptionOf(), ofRule, expired, revoked],
  });
}

async function table() {
  return screen.findByRole('grid', { name: 'Exceptions, the newest first' });
}

describe('the exceptions', () => {
  it('that hold are listed with their note, who made them and until when', async () => {
    const { container } = openPage('/lucid/exceptions', portal());
    const [, single, rule] = within(await table()).getAllByRole('row');
    expect(within(single).getByText('Works for our agency')).toBeVisible();
    expect(within(single).getByText('admin')).toBeVisible();
    expect(within(single).getByText('until Mar 31, 2027')).toBeVisible();
    expect(
      within(single).getByRole('link', { name: 'Eve External' }),
    ).toHaveAttribute('href', '/lucid/exceptions?user=default%2Flucid-2003');
    expect(
      within(rule).getByText('E-mail fits *@agency.example.com'),
    ).toBeVisible();
    expect(within(rule).getByText('without an end')).toBeVisible();
    expect(within(rule).getByText('12')).toBeVisible();
    expect(screen.queryByText('Summer internship')).not.toBeInTheDocument();
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('that hold no more stay listed, and say how they ended', async () => {
    openPage('/lucid/exceptions', portal());
    const views = await screen.findByRole('navigation', {
      name: 'Exceptions by state',
    });
    await userEvent.click(
      await within(views).findByRole('link', { name: 'Expired 1' }),
    );
    expect(await screen.findByText('Summer internship')).toBeVisible();
    expect(screen.getByText('Sep 30, 2025')).toBeVisible();
    expect(screen.queryByRole('button', { name: /^End/ })).toBeNull();

    await userEvent.click(within(views).getByRole('link', { name: 'Ended 1' }));
    expect(await screen.findByText('By mistake')).toBeVisible();
    expect(screen.getByText('boss')).toBeVisible();

    await userEvent.click(within(views).getByRole('link', { name: 'All 4' }));
    expect(await screen.findByText('4 exceptions')).toBeVisible();
  });

  it('are ended after asking once more, and are then listed as ended', async () => {
    const api = portal();
    openPage('/lucid/exceptions', api);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'End exception: E-mail fits *@agency.example.com',
      }),
    );
    const question = await screen.findByRole('dialog', {
      name: 'End this exception?',
    });
    expect(within(question).getByText(/12 Lucid users count/)).toBeVisible();
    expect(api.decisions).toEqual([]);

    await userEvent.click(
      within(question).getByRole('button', { name: 'End exception' }),
    );
    await waitFor(() =>
      expect(screen.queryByText('Framework contract 4711')).toBeNull(),
    );
    expect(api.decisions).toEqual(['end exception exception-2']);
    expect(
      await screen.findByRole('link', { name: 'Ended 2' }),
    ).toBeInTheDocument();
  });

  it('are made for everybody who fits a rule', async () => {
    const api = portal();
    api.data.status = statusOf(
      accountOf({ id: 'europe' }),
      accountOf({ id: 'asia' }),
    );
    openPage('/lucid/exceptions', api);
    const opener = await screen.findByRole('button', { name: 'New rule…' });
    await userEvent.click(opener);
    const form = await screen.findByRole('dialog', {
      name: 'Account for everybody who fits a rule',
    });
    expect(await axe(form)).toHaveNoViolations();

    await userEvent.click(
      within(form).getByRole('button', { name: /Look at/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Department' }),
    );
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Pattern/ }),
      'Agency *',
    );
    await userEvent.click(
      within(form).getByRole('button', { name: /Lucid account/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'asia' }));
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Note/ }),
      'Framework contract',
    );
    await userEvent.click(
      within(form).getByRole('button', { name: 'Make rule' }),
    );

    await waitFor(() => expect(form).not.toBeInTheDocument());
    expect(api.exceptionRequests).toEqual([
      {
        note: 'Framework contract',
        rule: { account: 'asia', field: 'department', pattern: 'Agency *' },
      },
    ]);
    expect(
      await screen.findByText('Department fits Agency * in asia'),
    ).toBeVisible();
    await waitFor(() => expect(opener).toHaveFocus());
  });

  it('are not made for a rule that everybody fits', async () => {
    const api = portal();
    openPage('/lucid/exceptions', api);
    await userEvent.click(
      await screen.findByRole('button', { name: 'New rule…' }),
    );
    const form = await screen.findByRole('dialog');
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Pattern/ }),
      '**',
    );
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Note/ }),
      'Everybody',
    );
    await userEvent.click(
      within(form).getByRole('button', { name: 'Make rule' }),
    );
    expect(
      await within(form).findByText('That would fit everybody.'),
    ).toBeVisible();
    expect(api.exceptionRequests).toEqual([]);
  });

  it('say so where there is none', async () => {
    openPage('/lucid/exceptions', new FakeLucidApi());
    expect(
      await screen.findByText('No licence is accounted for by an exception.'),
    ).toBeVisible();
  });
});
