import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axe } from 'jest-axe';
import { ExportedFile } from '../../api';
import { FakeLucidApi } from '../../testing/FakeLucidApi';
import {
  exceptionOf,
  leaverUsage,
  undetectedUsage,
  usageOf,
} from '../../testing/fixtures';
import { openPage } from '../../__testUtils__/openPage';

describe('the export of lists', () => {
  const saved: { name: string; url: string }[] = [];
  const contents = new Map<string, Blob>();

  beforeEach(() => {
    saved.length = 0;
    contents.clear();
    // jsdom has neither, and navigates nowhere.
    URL.createObjectURL = (content: Blob) => {
      const url = `blob:portal/${contents.size}`;
      contents.set(url, content);
      return url;
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push({ name: this.download, url: this.href });
      });
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  const exportButton = (table: string) =>
    screen.findByRole('button', { name: `Export CSV: ${table}` });

  it('saves what the list is filtered to and sorted by, all pages of it', async () => {
    const api = new FakeLucidApi({
      usages: Array.from({ length: 60 }, (_, i) =>
        leaverUsage({
          id: `lucid-${i}`,
          entityRef: `licenceusage:default/${i}`,
        }),
      ),
    });
    const { container } = openPage(
      '/lucid/undetected?reason=leaver&q=jane&sort=-email',
      api,
    );
    await userEvent.click(await exportButton('Undetected Lucid users'));

    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0].name).toBe('lucid-users-2026-03-10.csv');
    expect(contents.get(saved[0].url)?.type).toBe('text/csv');
    expect(api.exports).toEqual([
      {
        list: 'users',
        query: {
          state: ['undetected'],
          reason: 'leaver',
          q: 'jane',
          sort: '-email',
        },
        format: { bom: true, delimiter: 'comma' },
      },
    ]);
    expect(
      await axe(container.querySelector('main') as HTMLElement),
    ).toHaveNoViolations();
  });

  it('saves the whole list, whichever page is on screen', async () => {
    const api = new FakeLucidApi({
      usages: Array.from({ length: 60 }, (_, i) =>
        usageOf({ id: `lucid-${i}`, entityRef: `licenceusage:default/${i}` }),
      ),
    });
    openPage('/lucid/licences', api);
    const button = await exportButton('Lucid users and their licences');
    await userEvent.click(screen.getByRole('button', { name: 'Next page' }));
    await waitFor(() =>
      expect(api.userQueries.at(-1)).toHaveProperty('cursor'),
    );
    await userEvent.click(button);
    await waitFor(() => expect(api.exports).toHaveLength(1));
    expect(api.exports[0].query).not.toHaveProperty('cursor');
    expect(api.exports[0].query).not.toHaveProperty('limit');
  });

  it('saves who is unlicensed', async () => {
    const api = new FakeLucidApi({
      catalogUsers: [
        { entityRef: 'user:default/ida', displayName: 'Ida', licences: [] },
      ],
    });
    openPage('/lucid/licences?state=unlicensed&q=ida', api);
    await userEvent.click(await exportButton('Catalog users without Lucid'));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(api.exports).toMatchObject([
      { list: 'catalog-users', query: { state: 'unlicensed', q: 'ida' } },
    ]);
  });

  it('saves exceptions', async () => {
    const api = new FakeLucidApi({ exceptions: [exceptionOf()] });
    openPage('/lucid/exceptions', api);
    await userEvent.click(await exportButton('Exceptions, the newest first'));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(api.exports).toMatchObject([
      { list: 'exceptions', query: { state: 'active' } },
    ]);
  });

  it('offers nothing where there is nobody', async () => {
    openPage('/lucid/undetected', new FakeLucidApi());
    expect(await exportButton('Undetected Lucid users')).toBeDisabled();
  });

  it('can be started once at a time, and shows that it is under way', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    let finish = (_: ExportedFile) => {};
    api.exportCsv = async () =>
      new Promise(resolve => {
        finish = resolve;
      });
    openPage('/lucid/undetected', api);
    const button = await exportButton('Undetected Lucid users');
    await userEvent.click(button);
    expect(button).toHaveAttribute('data-pending', 'true');
    expect(saved).toEqual([]);

    await act(async () =>
      finish({ name: 'lucid.csv', content: new Blob(['Name']) }),
    );
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(button).not.toHaveAttribute('data-pending');
  });

  it('saves nothing where the backend fails, says why, and offers another try', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    const exportCsv = api.exportCsv.bind(api);
    api.exportCsv = async () => {
      throw new Error('the connection was lost');
    };
    openPage('/lucid/undetected', api);
    await userEvent.click(await exportButton('Undetected Lucid users'));

    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The list could not be exported');
    expect(alert).toHaveTextContent('the connection was lost');
    expect(saved).toEqual([]);

    api.exportCsv = exportCsv;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('stops when somebody leaves the page', async () => {
    const api = new FakeLucidApi({ usages: [undetectedUsage()] });
    let signal: AbortSignal | undefined;
    api.exportCsv = async (_, __, options) => {
      signal = options?.signal;
      return new Promise(() => {});
    };
    const { unmount } = openPage('/lucid/undetected', api);
    await userEvent.click(await exportButton('Undetected Lucid users'));
    expect(signal?.aborted).toBe(false);
    unmount();
    expect(signal?.aborted).toBe(true);
    expect(saved).toEqual([]);
  });
});
