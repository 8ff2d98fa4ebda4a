import {
  NamedCatalogUser,
  localPartsOf,
  namesIn,
} from '../reconciliation/likeness/Identity';
import {
  likenessKeys,
  pairKeys,
} from '../reconciliation/likeness/likenessKeys';
import { wordsOfLocalPart } from '../reconciliation/likeness/words';
import { Columns } from './bulkRows';

/**
 * The columns of `catalog_users` by which those are found who may be alike. An
 * address that has the words of the name has no keys of its own, and nor has the
 * name of an entity that is the local part.
 */
export interface LikenessColumns {
  name_sounds?: number;
  name_words?: number;
  local_sounds?: number;
  local_words?: number;
  entity_sounds?: number;
  entity_words?: number;
  given_name?: number;
  family_name?: number;
}

/** @see LikenessColumns */
export const likenessColumnTypes: Columns<LikenessColumns> = {
  name_sounds: 'integer',
  name_words: 'integer',
  local_sounds: 'integer',
  local_words: 'integer',
  entity_sounds: 'integer',
  entity_words: 'integer',
  given_name: 'integer',
  family_name: 'integer',
};

/** By what a catalog user is found by those who may be alike. */
export function likenessColumns(user: NamedCatalogUser): LikenessColumns {
  const [local, entity] = localPartsOf(user);
  // The plain spelling is enough: the keys do not tell it from the other one.
  const words = [
    namesIn(user.displayName)[0],
    wordsOfLocalPart(local)[0],
    entity === undefined ? undefined : wordsOfLocalPart(entity)[0],
  ];
  const [ofName, ofLocal, ofEntity] = words.map(
    one => one && likenessKeys(one),
  );
  const isLikeName = ofLocal?.words === ofName?.words;
  const { given, family } = pairKeys(
    words.find(one => one && one.length > 1) ?? [],
  );
  return {
    name_sounds: ofName?.sounds,
    name_words: ofName?.words,
    local_sounds: isLikeName ? undefined : ofLocal?.sounds,
    local_words: isLikeName ? undefined : ofLocal?.words,
    entity_sounds: ofEntity?.sounds,
    entity_words: ofEntity?.words,
    // Of the double name Anna Müller-Schmidt, both Anna M. and A. Schmidt.
    given_name: given.at(0),
    family_name: family.at(-1),
  };
}
