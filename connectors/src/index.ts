export {
  ConnectError,
  connectorConfig,
  connectorStatus,
  putConnector,
  restartConnector,
  type ConnectorStatus,
} from './connect-api.ts';
export {
  connectConfig,
  connectorNames,
  readConnector,
  type ConnectorFile,
  type ConnectorName,
} from './connector-config.ts';
export { skipsUnreadableDdl, skipUnreadableDdl } from './kept-settings.ts';
export { ensureTopics, registerConnectors } from './register.ts';
export { allTopics, consumers, partitionsPerStream } from './topics.ts';
