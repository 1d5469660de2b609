// The front door of the browser: each module wakes for the parts of the page that are its own.
import { startBells } from "./bells.js";
import { startComposer } from "./composer.js";
import { startHints } from "./hints.js";
import { startPage } from "./page.js";
import { startStream } from "./streams.js";

startPage();
startComposer();
startBells();
startHints();
startStream();
