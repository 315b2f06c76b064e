// The holder of a card, who goes to clinics and asks for a code, so that there is something to see on pages: by the service's own
// interface for programs, as docs/protocol.md, docs/gate.md and docs/patient.md describe it.

import { execFile } from "node:child_process";
import { createHash, randomUUID, sign } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { CLINIC, OTHER_CLINIC, PROGRAM, startService } from "./service.js";

/** What the form of the sample's settings asks, in the order of the screen, and the items that each answer decides. */
const QUESTIONS = {
  surgery: ["SHJ"],
  "diagnosis-and-medication": ["SRJ", "YZK"],
  checkups: ["TKK"],
  "medical-care": ["療養情報"],
  "specific-disease": ["TSR"],
};

/** What speaks for a patient, by its headers. */
const SPEAKER = {
  "kyotaku-channel": "patient",
  "kyotaku-app": "browser-test",
  "kyotaku-version": "0",
  "kyotaku-device": "terminal",
};

/** The sample card of this name, TEST-ONLY: its certificate, and what its key signs. */
async function sampleCard(slug) {
  const folder = await mkdtemp(join(tmpdir(), "kyotaku-card-"));
  try {
    const file = join(folder, "card.json");
    await promisify(execFile)(PROGRAM, ["card", "sample", slug, "--file", file]);
    const { certificate, private_key: key } = JSON.parse(await readFile(file, "utf8")).card["my-number"].authentication;
    return { certificate, signature: (message) => sign("sha256", Buffer.from(message), key).toString("base64") };
  } finally {
    await rm(folder, { recursive: true });
  }
}

class Holder {
  #service;
  #card;

  constructor(service, card) {
    this.#service = service;
    this.#card = card;
  }

  /** Goes to a clinic, and agrees to all but what is declined. Gives back the clinic's number for the patient. */
  async visits(clinic, mode, declined = []) {
    const ask = (method, path, body) => this.#ask(method, path, { ...clinic.device, "idempotency-key": randomUUID() }, body);
    const { challenge, nonce } = await ask("POST", "/v1/challenges", { mode });
    const signature = this.#card.signature(
      `kyotaku challenge 1\ninstitution ${clinic.institution}\nmode ${mode}\nnonce ${nonce}\n`,
    );
    const { check } = await ask("POST", "/v1/eligibility-checks", {
      challenge,
      certificate: { whole: this.#card.certificate },
      identity: { pin: { signature } },
    });
    const { version } = await ask("GET", "/v1/settings");
    const decision = (question) => (declined.includes(question) ? "decline" : "agree");
    const answers = Object.keys(QUESTIONS).map((question) => ({ question, decision: decision(question) }));
    const items = answers.flatMap(({ question, decision }) => QUESTIONS[question].map((item) => ({ item, decision })));
    const text = [
      "kyotaku statement 1",
      `institution ${clinic.institution}`,
      `check ${check}`,
      `mode ${mode}`,
      `settings ${version}`,
      ...answers.map(({ question, decision }) => `answer ${question} ${decision}`),
      "form electronic",
      ...items.map(({ item, decision }) => `item ${item} ${decision}`),
    ];
    await ask("POST", "/v1/registrations", {
      statement: {
        institution: clinic.institution,
        check,
        mode,
        settings_version: version,
        answers,
        prescription_form: "electronic",
        items,
      },
      digest: createHash("sha256").update(text.map((line) => `${line}\n`).join("")).digest("hex"),
    });
    const [{ patient }] = await this.#ask("GET", "/v1/eligibility-results?limit=1", clinic.program);
    return patient;
  }

  /** A code that opens the pages once, as `kyotaku mine --page` shows it. */
  async code() {
    const { code } = await this.#ask("POST", "/v1/holder/page-codes", await this.#session());
    return code;
  }

  /** What stands of the answers at the first clinic: each question with its standing. */
  async standing() {
    const { consents } = await this.#ask("GET", "/v1/holder/consents", await this.#session());
    const { consent } = consents.find(({ clinic }) => clinic.institution === CLINIC.institution);
    return Object.fromEntries(consent.answers.map(({ question, standing }) => [question, standing]));
  }

  /** A clinic's program asks for something of the patient's, and is given it. */
  isAskedFor({ program }, path) {
    return this.#ask("GET", path, program);
  }

  isInAnEmergency({ program }, patient, reason) {
    return this.#ask("POST", `/v1/patients/${patient}/emergency-disclosures`, program, { reason });
  }

  /** Proves who they are, and gives back the header that says so. */
  async #session() {
    const { challenge, nonce } = await this.#ask("POST", "/v1/holder/challenges", {});
    const { token } = await this.#ask("POST", "/v1/holder/sessions", SPEAKER, {
      challenge,
      certificate: this.#card.certificate,
      signature: this.#card.signature(`kyotaku holder challenge 1\nnonce ${nonce}\n`),
    });
    return { authorization: `Bearer ${token}` };
  }

  async #ask(method, path, headers, body) {
    const answer = await fetch(this.#service.address + path, {
      method,
      headers: body ? { ...headers, "content-type": "application/json" } : headers,
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/**
 * A service in use: `service.patient` was at two clinics, which have seen something of theirs, the first one in an emergency, too;
 * `service.newcomer` was nowhere.
 */
export async function startServiceInUse() {
  const service = await startService();
  const patient = new Holder(service, await sampleCard("valid"));
  const here = await patient.visits(CLINIC, "home-visit", ["diagnosis-and-medication"]);
  const there = await patient.visits(OTHER_CLINIC, "online-outpatient");
  await patient.isAskedFor(CLINIC, `/v1/patients/${here}/information/SHJ?mode=home-visit`);
  await patient.isAskedFor(OTHER_CLINIC, `/v1/patients/${there}/information/YZK?mode=online-outpatient`);
  await patient.isInAnEmergency(CLINIC, here, "意識がなく、本人に尋ねられない");
  return Object.assign(service, { patient, newcomer: new Holder(service, await sampleCard("several")) });
}
