export * from './PortalPlan';
export * from './startPortal';
export * from './ports';
