import { Random } from 'lucid-simulator';
import { Hiring } from './Hiring';
import { Account } from '../directory/Account';
import { Login, addressOf } from '../lucid/Login';

/** Writes into the catalog whose a Lucid user is, by its id or by its address. */
export function settleByAnnotation(
  login: Login,
  { listing, person }: Account,
  random: Random,
): void {
  const [key, value] = random.chance(0.5)
    ? ['lucid.co/user-id', login.id]
    : ['lucid.co/email', addressOf(login)];
  listing.annotations[key] = value;
  person.story.add('explicit-annotation');
}

/** Somebody writes a new entity by copying another one, and leaves the annotation in. */
export function copyEntity(original: Account, hiring: Hiring): Account {
  const copy = hiring.employ(original.directory);
  Object.assign(copy.listing.annotations, original.listing.annotations);
  original.person.story.add('copied-annotation');
  return copy;
}
