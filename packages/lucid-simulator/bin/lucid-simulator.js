#!/usr/bin/env node
// Runs the TypeScript sources as they are, with Backstage's own transform.
require('@backstage/cli/config/nodeTransform.cjs');
require('../src/cli');
