// Runs DMN models with feelin: one JSON request a line, {xml, inputs: [{name: value}]}, one JSON answer a line.
//
// The model is read by dmn-moddle. Each decision's FEEL text goes to feelin with what the decision requires and
// nothing else in scope, after the decisions that it requires. Whatever either of them warns of is handed back.

import { createInterface } from 'node:readline';

import { DmnModdle } from 'dmn-moddle';
import { evaluate } from 'feelin';

const moddle = new DmnModdle();

function run(definitions, inputs, warnings) {
  const elements = new Map(definitions.drgElement.map((it) => [it.id, it]));
  const answers = new Map();

  function answer(id) {
    if (answers.has(id)) return answers.get(id);
    const element = elements.get(id);
    const name = element.variable.name;
    if (element.$type === 'dmn:InputData') return inputs[name];
    const scope = {};
    for (const { requiredInput, requiredDecision } of element.informationRequirement ?? []) {
      const required = (requiredInput ?? requiredDecision).href.slice(1);
      scope[elements.get(required).variable.name] = answer(required);
    }
    const found = evaluate(element.decisionLogic.text, scope);
    warnings.push(...found.warnings.map((it) => `${name}: ${it.message}`));
    answers.set(id, found.value);
    return found.value;
  }

  const decisions = definitions.drgElement.filter((it) => it.$type === 'dmn:Decision');
  return Object.fromEntries(decisions.map((it) => [it.variable.name, answer(it.id)]));
}

for await (const line of createInterface({ input: process.stdin })) {
  const { xml, inputs } = JSON.parse(line);
  let said;
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    const found = warnings.map((it) => it.message);
    said = { answers: inputs.map((it) => run(rootElement, it, found)), warnings: found };
  } catch (it) {
    said = { error: String(it.stack ?? it) };
  }
  process.stdout.write(`${JSON.stringify(said)}\n`);
}
