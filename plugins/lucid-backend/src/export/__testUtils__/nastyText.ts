import fc from 'fast-check';

/** Texts of what is dangerous, and of what may hide it. */
export const nastyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        ...[
          '=',
          '+',
          '-',
          '@',
          '＝',
          '＋',
          '－',
          '＠',
          '"',
          "'",
          ',',
          ';',
          '|',
        ],
        ...['\t', '\r', '\n', '\r\n', ' ', '\u00a0', '\u3000', '\ufeff'],
        ...['\u200b', '\u200e', '\u200f', '\u202e', '\u2066', '\u00ad'],
        ...['a', 'Z', '1', 'é', '李', 'א', '😀', "cmd|' /C calc'!A0"],
      ),
      { maxLength: 12 },
    )
    .map(parts => parts.join('')),
);
