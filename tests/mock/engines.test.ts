import { conformance } from '../support/mock-conformance.js';

conformance('dataset', { engine: 'dataset' }, { dynamic: 'its bodies are consistent, never random' });

conformance(
  'prism',
  // Prism's random bodies keep the schema, but the page rules mean nothing to it.
  { engine: 'prism' },
  {
    pages: 'Prism answers every page with the same example',
    refusesUnknownEntities: 'Prism knows no entities',
  },
);
