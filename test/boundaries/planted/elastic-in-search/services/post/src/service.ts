export { Client } from '@elastic/elasticsearch'; // planted
