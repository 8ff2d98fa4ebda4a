export { LicenceCard } from './LicenceCard';
