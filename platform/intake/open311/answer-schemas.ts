/**
 * Shapes of every GeoReport v2 answer in JSON, written from the specification: the frozen text, the field tables of
 * each endpoint, and what the project's published schemas require. They document the interface, and tests hold the
 * server to them: in JSON directly, in XML after undoing the Spark convention.
 */
const text = { type: ['string', 'null'] };
const id = { type: 'string', minLength: 1 };
const moment = { type: 'string', pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(Z|[+-]\\d\\d:\\d\\d)$' };

const object = (properties: Record<string, unknown>, required: string[]) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
const list = (items: unknown, more: Record<string, unknown> = {}) => ({ type: 'array', items, ...more });

const request = {
  service_request_id: id,
  status: { enum: ['open', 'closed'] },
  status_notes: text,
  service_name: text,
  service_code: { type: 'string', pattern: '^\\d{11}$' },
  description: { type: ['string', 'null'], maxLength: 4000 },
  agency_responsible: text,
  service_notice: text,
  requested_datetime: moment,
  updated_datetime: { anyOf: [moment, { type: 'null' }] },
  expected_datetime: { anyOf: [moment, { type: 'null' }] },
  address: text,
  address_id: text,
  zipcode: text,
  lat: { type: ['number', 'null'], minimum: -90, maximum: 90 },
  long: { type: ['number', 'null'], minimum: -180, maximum: 180 },
  media_url: { anyOf: [{ type: 'string', pattern: '^https?://' }, { type: 'null' }] },
};
const requestRequired = ['service_request_id', 'status', 'service_code', 'requested_datetime'];

export const ANSWER_SCHEMAS = {
  discovery: object(
    {
      changeset: moment,
      contact: id,
      key_service: id,
      endpoints: list(
        object(
          {
            specification: { const: 'http://wiki.open311.org/GeoReport_v2' },
            url: { type: 'string', pattern: '^https?://' },
            changeset: moment,
            type: { enum: ['production', 'test'] },
            formats: list({ enum: ['text/xml', 'application/json'] }, { minItems: 1, contains: { const: 'text/xml' } }),
          },
          ['specification', 'url', 'changeset', 'type', 'formats'],
        ),
        { minItems: 1 },
      ),
    },
    ['changeset', 'contact', 'key_service', 'endpoints'],
  ),
  services: list(
    object(
      {
        service_code: { type: 'string', pattern: '^\\d{11}$' },
        service_name: id,
        description: text,
        metadata: { type: 'boolean' },
        type: { enum: ['realtime', 'batch', 'blackbox'] },
        keywords: text,
        group: text,
      },
      ['service_code', 'service_name', 'metadata', 'type'],
    ),
    { minItems: 1 },
  ),
  service_definition: object(
    {
      service_code: id,
      attributes: list(
        object(
          {
            variable: { type: 'boolean' },
            code: id,
            datatype: { enum: ['string', 'number', 'datetime', 'text', 'singlevaluelist', 'multivaluelist'] },
            required: { type: 'boolean' },
            datatype_description: text,
            order: { type: 'integer', minimum: 1 },
            description: text,
            values: {
              anyOf: [list(object({ key: id, name: id }, ['key', 'name']), { minItems: 1 }), { type: 'null' }],
            },
          },
          ['variable', 'code', 'datatype', 'required'],
        ),
        { minItems: 1 },
      ),
    },
    ['service_code', 'attributes'],
  ),
  created: list(
    {
      ...object({ service_request_id: id, token: id, service_notice: text, account_id: text }, []),
      not: { required: ['service_request_id', 'token'] },
    },
    { minItems: 1, maxItems: 1 },
  ),
  token: list(object({ service_request_id: text, token: id }, ['service_request_id', 'token']), {
    minItems: 1,
    maxItems: 1,
  }),
  requests: list(object(request, requestRequired), { maxItems: 1000 }),
  requests_with_extensions: list(
    object(
      {
        ...request,
        notes: list(object({ datetime: moment, summary: id, description: text, type: id }, ['datetime', 'summary'])),
        extended_attributes: { type: 'object', additionalProperties: { type: ['string', 'boolean', 'number'] } },
      },
      [...requestRequired, 'notes', 'extended_attributes'],
    ),
  ),
  updates: list(
    object(
      {
        update_id: id,
        service_request_id: id,
        updated_datetime: moment,
        status: { type: 'string', pattern: '^[a-z_]+$' },
        description: id,
        media_url: text,
        external_status_code: text,
      },
      ['update_id', 'service_request_id', 'updated_datetime', 'status', 'description'],
    ),
  ),
  updated: list(object({ update_id: id }, ['update_id']), { minItems: 1, maxItems: 1 }),
  errors: list(
    object({ code: { type: 'string', pattern: '^(400|403|404)' }, description: id }, ['code', 'description']),
    { minItems: 1 },
  ),
} as const;

export type AnswerName = keyof typeof ANSWER_SCHEMAS;

/** What the XML root of each answer is called. */
export const XML_ROOTS: Record<AnswerName, string> = {
  discovery: 'discovery',
  services: 'services',
  service_definition: 'service_definition',
  created: 'service_requests',
  token: 'service_requests',
  requests: 'service_requests',
  requests_with_extensions: 'service_requests',
  updates: 'service_request_updates',
  updated: 'service_request_updates',
  errors: 'errors',
};
