import { describeKillsAroundLooks } from '../support/kills-around-looks.mjs';

describeKillsAroundLooks('1.123');
