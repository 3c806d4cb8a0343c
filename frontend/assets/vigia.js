/* Everything of ours that runs in the browser, in plain ES modules. */
import './relative-time.js';
import './copy.js';
import './keys.js';
import './alerts.js';
import './code.js';
import './days.js';
import './chart.js';
import './trend.js';
