// Lighthouse over the pages that standard input names, all in one Chromium.
// A line in: {"url", "slowdown", "categories"}. A line out: the report, or {"error"}.
import {createInterface} from "node:readline";
import {pathToFileURL} from "node:url";

const [tools, ...chromeFlags] = process.argv.slice(2);
const library = async (path) => import(pathToFileURL(`${tools}/${path}`));
const {default: lighthouse} = await library("lighthouse/core/index.js");
const {launch} = await library("chrome-launcher/dist/index.js");
const chrome = await launch({chromeFlags});
for await (const line of createInterface({input: process.stdin})) {
  const {url, slowdown, categories} = JSON.parse(line);
  const throttling = {cpuSlowdownMultiplier: slowdown};
  const flags = {port: chrome.port, logLevel: "silent", onlyCategories: categories, throttling};
  const said = await lighthouse(url, flags).then(({lhr}) => lhr, (error) => ({error: String(error)}));
  console.log(JSON.stringify(said));
}
chrome.kill();
