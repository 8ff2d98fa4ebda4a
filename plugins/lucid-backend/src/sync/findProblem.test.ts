import { findProblem } from './findProblem';

const limits = { removalLimit: 0.1, rejectLimit: 0.05 };
const confirmed = { removals: 0, rejections: 0 };
const nobody = { understood: 0, rejected: 0, current: 0, missing: 0 };

describe('a complete snapshot', () => {
  it.each([
    { understood: 94, rejected: 6 },
    { understood: 0, rejected: 5 },
    { understood: 1, rejected: 2 },
    { understood: 0, rejected: 1 },
  ])(
    'is held where too many could not be understood: %p',
    ({ understood, rejected }) => {
      expect(
        findProblem({ ...nobody, understood, rejected, limits, confirmed }),
      ).toMatchObject({
        name: 'TooManyRejected',
        message: expect.stringContaining(
          `${rejected} of ${understood + rejected} users`,
        ),
      });
    },
  );

  it.each([
    { understood: 95, rejected: 5 },
    { understood: 5, rejected: 5 },
    { understood: 1, rejected: 1 },
    { understood: 0, rejected: 0 },
  ])(
    'goes through where a few could not be: %p',
    ({ understood, rejected }) => {
      expect(
        findProblem({ ...nobody, understood, rejected, limits, confirmed }),
      ).toBeUndefined();
    },
  );

  it('goes through where no more are missing, and rejected, than somebody has accepted', () => {
    const figures = { understood: 50, rejected: 20, current: 100, missing: 30 };
    const accepted = { removals: 30, rejections: 20 };

    expect(
      findProblem({ ...figures, limits, confirmed: accepted }),
    ).toBeUndefined();
    expect(
      findProblem({
        ...figures,
        limits,
        confirmed: { ...accepted, removals: 29 },
      }),
    ).toMatchObject({ name: 'TooManyRemovals' });
    expect(
      findProblem({
        ...figures,
        limits,
        confirmed: { ...accepted, rejections: 19 },
      }),
    ).toMatchObject({ name: 'TooManyRejected' });
  });
});
