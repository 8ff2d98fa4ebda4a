import { renderInTestApp } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { UsageChange } from 'backstage-plugin-lucid-common';
import { useChangeText } from './useChangeText';

function Words({ changes }: { changes: UsageChange[] }) {
  const changeText = useChangeText();
  return (
    <ol>
      {changes.map(change => {
        const { what, why = '' } = changeText(change);
        return <li key={JSON.stringify(change)}>{`${what}|${why}`}</li>;
      })}
    </ol>
  );
}

/** What is said of each change, in their order. */
async function wordsOf(...changes: Omit<UsageChange, 'at'>[]) {
  await renderInTestApp(
    <Words changes={changes.map(each => ({ ...each, at: '2026-03-10' }))} />,
  );
  return screen
    .getAllByRole('listitem')
    .map(item => item.textContent?.split('|') ?? []);
}

describe('what happened to a Lucid user, in words', () => {
  it('names the licence that was gained or lost, and says of the proxy that it is one', async () => {
    const words = await wordsOf(
      { type: 'licence-gained', after: 'Lucidscale (beta)' },
      { type: 'licence-gained', after: 'active-user' },
      { type: 'licence-lost', before: 'Lucidchart (can-edit)' },
    );
    expect(words.map(([what]) => what)).toEqual([
      'Lucidscale (beta) gained',
      'Active user (proxy) gained',
      'Lucidchart (can edit) lost',
    ]);
    expect(words[2][1]).toMatch(/^Lucid does not list this licence/);
  });

  it('tells who was deactivated from who was deleted, and from whom nobody asks for', async () => {
    const words = await wordsOf(
      { type: 'departed', after: 'deactivated', before: 'Lucidspark' },
      { type: 'departed', after: 'deleted' },
      { type: 'departed', before: 'Lucidchart (view-only), Lucidspark' },
    );
    expect(words).toEqual([
      [
        'Deactivated in Lucid; held Lucidspark until then',
        'Lucid answers that this user is not active any more.',
      ],
      ['Deleted in Lucid', 'Lucid answers that it has no such user any more.'],
      [
        'Not read from Lucid any more; held Lucidchart (view only), Lucidspark until then',
        'The Lucid account is not in the configuration any more, so nobody asks it.',
      ],
    ]);
  });

  it('says from what to what an access level changed', async () => {
    const words = await wordsOf(
      {
        type: 'access',
        before: 'Lucidchart (can-edit)',
        after: 'Lucidchart (view-only)',
      },
      { type: 'access', before: 'Lucidchart', after: 'Lucidchart (can-edit)' },
    );
    expect(words.map(([what]) => what)).toEqual([
      'Lucidchart: can edit became view only',
      'Lucidchart: not given became can edit',
    ]);
  });

  it('says with what somebody came', async () => {
    const words = await wordsOf(
      { type: 'appeared' },
      { type: 'appeared', after: '' },
      { type: 'returned', after: 'Lucidchart (can-edit), Lucidspark' },
    );
    expect(words.map(([what]) => what)).toEqual([
      'Appeared in Lucid',
      'Appeared in Lucid without a licence',
      'Came back to Lucid with Lucidchart (can edit), Lucidspark',
    ]);
  });

  it('says what became of an e-mail address and a department', async () => {
    const words = await wordsOf(
      { type: 'email', before: 'a@example.com', after: 'b@example.com' },
      { type: 'email', before: 'b@example.com' },
      { type: 'department', after: 'Sales' },
    );
    expect(words.map(([what]) => what)).toEqual([
      'E-mail address changed from a@example.com to b@example.com',
      'E-mail address b@example.com removed',
      'Department Sales added',
    ]);
  });

  it('says what reconciliation made of the user', async () => {
    const words = await wordsOf(
      { type: 'state', before: 'undetected', after: 'detected' },
      { type: 'state', before: 'detected', after: 'undetected' },
      { type: 'state', before: 'excepted', after: 'undetected' },
      { type: 'state', before: 'detected', after: 'ambiguous' },
      { type: 'state', before: 'undetected', after: 'excepted' },
      { type: 'state', before: 'detected', after: 'left-out' },
      { type: 'state', before: 'user:default/a', after: 'user:default/b' },
    );
    expect(words.map(([what]) => what)).toEqual([
      'Found in the catalog',
      'Not found in the catalog any more',
      'Nobody in the catalog fits',
      'Several catalog users fit',
      'Accounted for by an exception',
      'Left out by a rule of the configuration',
      'Taken to be user:default/b, and not user:default/a any more',
    ]);
  });
});
