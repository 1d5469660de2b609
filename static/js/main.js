// The front door of the browser: each module wakes for the parts of the page that are its own.
import { startBells } from "./bells.js";
import { startCallCard } from "./callcard.js";
import { startComposer } from "./composer.js";
import { startHints } from "./hints.js";
import { countryOfPage, keepHelplines } from "./offline.js";
import { startNotices } from "./notices.js";
import { startPage } from "./page.js";
import { startPush } from "./push.js";
import { startQueue } from "./queue.js";
import { startReading } from "./reading.js";
import { startSimilar } from "./similar.js";
import { startStream } from "./streams.js";
import { startWaiting } from "./waiting.js";

startPage();
startComposer();
startBells();
startHints();
startCallCard();
startWaiting();
startQueue();
startNotices();
keepHelplines(document.body.dataset.member ? countryOfPage() : "");
startStream();
startPush();
startReading();
startSimilar();
