// A bank of questions: wires the parts together. Each part is a module with one job.
import { offerAnswers } from "./bank/answers.js";
import { offerQuestions } from "./bank/prompts.js";

const tools = document.querySelector("[data-bank=tools]");
if (tools.dataset.use === "faq") offerAnswers(tools);
else offerQuestions(tools);
