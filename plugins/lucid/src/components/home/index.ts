export { HomeLicences as Content } from './HomeLicences';
