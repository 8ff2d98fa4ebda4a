import { LucidLicences } from '../account/lucidUser';
import { Random } from '../random';

/** What the guest of the example portal holds, so that there is a card to see. */
export const GUEST_LICENCES: LucidLicences = {
  products: {
    Lucidchart: true,
    Lucidspark: false,
    LucidscaleCreator: false,
    LucidscaleExplorer: false,
  },
  canEdit: true,
  billingCode: 'BC-100',
};

/** Deals licences as companies do: most for Lucidchart, one in nine view-only. */
export function dealLicences(
  random: Random,
  costCenter: string,
): LucidLicences {
  const products: Record<string, boolean> = {
    Lucidchart: random.chance(0.94),
    Lucidspark: random.chance(0.4),
    LucidscaleCreator: costCenter === 'CC-310' && random.chance(0.5),
    LucidscaleExplorer: random.chance(0.08),
  };
  // A product that no documentation mentions.
  if (costCenter === 'CC-130') {
    products.LucidRoadmaps = random.chance(0.5);
  }
  return {
    products,
    canEdit: random.chance(8 / 9),
    billingCode: costCenter.replace('CC', 'BC'),
  };
}
