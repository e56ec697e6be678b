// One sign on a page of its own: its wait is counted down.
import { wait } from "./wait.js";

wait(document.querySelector("[data-wait]"));
