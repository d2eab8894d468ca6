// validate.cjs AJV FILE [ACCEPTED]: checks each schema of FILE, as `telnyx_schema_documents` writes it, with the validator
// ajv in the folder AJV: it has to be one of draft 2020-12, to accept the documents that fit and to refuse the others.
// ACCEPTED gets documents that ajv accepts among those made by changing the ones that fit in one place.
'use strict';

const fs = require('fs');
const path = require('path');
const Ajv = require(path.resolve(process.argv[2], 'node_modules/ajv/dist/2020'));

const lines = fs.readFileSync(process.argv[3], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const count = { schemas: 0, accepted: 0, refused: 0, changed: 0, stillAccepted: 0 };
let mistakes = 0;

function complain(about, what, document) {
    if (++mistakes <= 10) {
        console.error(`${about.type}${about.strict ? ' (strict)' : ''}: ${what}\n    ${JSON.stringify(document)}`);
    }
}

// What OpenAI's strict structured output allows in a schema.
function checkStrict(about, schema, isRoot) {
    const allowed = ['type', 'properties', 'required', 'additionalProperties', 'items', 'enum', 'const', 'anyOf', '$ref',
        '$defs', 'description', 'minimum', 'maximum'];
    for (const key of Object.keys(schema)) if (!allowed.includes(key)) complain(about, `the keyword ${key}`, schema);
    if (isRoot && schema.type !== 'object') complain(about, 'a root that is no object', schema);
    if ('$ref' in schema && Object.keys(schema).length !== 1) complain(about, 'a keyword beside $ref', schema);
    if (!('$ref' in schema || 'anyOf' in schema || 'type' in schema)) complain(about, 'no type', schema);
    if (schema.type === 'object') {
        if (schema.additionalProperties !== false) complain(about, 'additional properties', schema);
        const names = Object.keys(schema.properties);
        if (JSON.stringify(names) !== JSON.stringify(schema.required)) complain(about, 'not all are required', schema);
    }
    const inner = [...Object.values(schema.properties || {}), ...Object.values(schema.$defs || {}), ...(schema.anyOf || [])];
    if (schema.items) inner.push(schema.items);
    for (const each of inner) checkStrict(about, each, false);
}

// Calls visit with the document changed in one place, for all places and some changes.
function change(document, visit) {
    const others = [null, true, 0, 1.5, -1, 200, '', 'never heard of', [], {}];
    const texts = new Set(others.map((each) => JSON.stringify(each)));
    const collect = (value) => {
        if (Math.abs(value) > 2 ** 31 - 1) return; // a schema sets no limits for integers of 32 and 64 bits
        const text = JSON.stringify(value);
        if (texts.size < 60 && text.length < 300 && !texts.has(text)) {
            texts.add(text);
            others.push(value);
        }
        if (value !== null && typeof value === 'object') Object.values(value).forEach(collect);
    };
    collect(JSON.parse(JSON.stringify(document)));

    const root = { document };
    const at = (parent, key) => {
        const kept = parent[key];
        for (const other of others) {
            parent[key] = other;
            visit(root.document);
        }
        parent[key] = kept;
        if (kept === null || typeof kept !== 'object') return;
        if (Array.isArray(kept)) {
            kept.push(...others.slice(0, 1));
            visit(root.document);
            kept.pop();
        } else {
            kept['never heard of'] = { free: ['form'] };
            visit(root.document);
            delete kept['never heard of'];
        }
        for (const inner of Object.keys(kept)) {
            if (!Array.isArray(kept)) {
                const value = kept[inner];
                delete kept[inner];
                visit(root.document);
                kept[inner] = value;
            }
            at(kept, inner);
        }
    };
    at(root, 'document');
}

const output = [];
for (const about of lines) {
    // Mistakes in the schema are errors, unknown keywords among them.
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(about.schema);
    ++count.schemas;
    if (about.strict) checkStrict(about, about.schema, true);
    for (const document of about.accepted) {
        ++count.accepted;
        if (!validate(document)) complain(about, `refused, but fits: ${JSON.stringify(validate.errors[0])}`, document);
    }
    for (const { why, document } of about.refused) {
        ++count.refused;
        if (validate(document)) complain(about, `accepted, but does not fit: ${why}`, document);
    }
    const kept = new Set();
    const few = about.accepted.filter((each) => JSON.stringify(each).length < 10000).slice(0, 12);
    if (process.argv[4]) {
        for (const document of few) {
            change(document, (changed) => {
                ++count.changed;
                if (kept.size < 3000 && validate(changed)) kept.add(JSON.stringify(changed));
            });
        }
    }
    count.stillAccepted += kept.size;
    output.push(JSON.stringify({ type: about.type, strict: about.strict, accepted: [...kept].map((text) => JSON.parse(text)) }));
}
if (process.argv[4]) fs.writeFileSync(process.argv[4], output.join('\n') + '\n');
console.log(`${count.schemas} schemas: ${count.accepted} documents have to be accepted, ${count.refused} refused, ` +
    `${mistakes} mistakes` +
    (process.argv[4] ? `; of ${count.changed} changed documents, ${count.stillAccepted} fit` : ''));
process.exit(mistakes === 0 && count.accepted > 0 ? 0 : 1);
