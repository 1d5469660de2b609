// The helpline page needs no script. This one only keeps it for when there is no network.
import { countryOfPage, keepHelplines } from "./offline.js";

keepHelplines(countryOfPage());
