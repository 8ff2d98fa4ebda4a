import { Words } from './words';

/** Letters that are written as one sound, the longest first. */
const SOUNDS: [string, string][] = [
  ['sch', 's'],
  ['sh', 's'],
  ['cz', 's'],
  ['ts', 's'],
  ['tz', 's'],
  ['z', 's'],
  ['ph', 'f'],
  ['ch', 'k'],
  ['ck', 'k'],
  ['kh', 'k'],
  ['c', 'k'],
  ['q', 'k'],
  ['dt', 't'],
  ['w', 'v'],
];

/** Most letters begin none of them. */
const BEGINNINGS = new Set(SOUNDS.map(([letters]) => letters[0]));

/** These come and go with the spelling, and the language it follows. */
const MUTE = new Set('aeiouyhj');

/**
 * What stays when a name is misspelt, or written after another language: its
 * consonants, with those as one that stand for each other. `Yulia Schmidt` and
 * `Julija Smit` have the same.
 */
export function soundsOf(words: Words): string[] {
  const sounds: string[] = [];
  for (const word of words) {
    let previous = '';
    for (let at = 0; at < word.length; ) {
      const [letters, sound] = soundAt(word, at);
      if (sound !== previous && sound >= 'a' && !MUTE.has(sound)) {
        sounds.push(sound);
      }
      previous = sound;
      at += letters.length;
    }
  }
  return sounds;
}

function soundAt(word: string, at: number): [string, string] {
  const letter = word[at];
  const found = BEGINNINGS.has(letter)
    ? SOUNDS.find(([letters]) => word.startsWith(letters, at))
    : undefined;
  return found ?? [letter, letter];
}
