// A bank of questions: to ask them, or to read their answers.
import { offerAnswers } from "./bank/answers.js";
import { hook } from "./bank/hook.js";
import { offerQuestions } from "./bank/prompts.js";

const tools = hook("tools");
if (tools.dataset.use === "faq") offerAnswers(tools);
// Most worksheets hold questions of one bank, whose words stand in the page.
else offerQuestions(tools, async () => (await import("./all-questions.js")).titles());
