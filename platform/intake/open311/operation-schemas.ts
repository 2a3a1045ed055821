import type { FastifySchema } from 'fastify';
import { ANSWER_SCHEMAS, type AnswerName } from './answer-schemas.ts';
import type { Format } from './send-answer.ts';

const text = (description: string) => ({ type: 'string', description });
const JURISDICTION = { jurisdiction_id: text('six digits of the district; may be left out') };
const SPAN = {
  start_date: text('ISO 8601 with time zone'),
  end_date: text('ISO 8601 with time zone, at most 90 days later'),
};

/** Parameters of each operation, for its documentation; they are checked by rules of their own, all faults at once. */
export const PARAMETERS = {
  none: {},
  jurisdiction: JURISDICTION,
  requests: {
    ...JURISDICTION,
    ...SPAN,
    service_request_id: text('comma list; overrides every other filter'),
    service_code: text('comma list'),
    status: text('open, closed, or both'),
    page: text('extension: from 1'),
    page_size: text('extension: 1 to 1000'),
    extensions: text('true adds notes and extended_attributes'),
  },
  request: { ...JURISDICTION, extensions: text('true adds notes and extended_attributes') },
  updates: { ...JURISDICTION, ...SPAN, service_request_id: text('comma list') },
} as const;

/** Fields of each form that is posted. */
export const FORMS = {
  report: {
    required: ['api_key', 'service_code'],
    properties: {
      ...JURISDICTION,
      api_key: text('<id>.<secret>'),
      service_code: text('eleven digits'),
      lat: text('WGS-84; with long, or address_string, or address_id'),
      long: text('WGS-84'),
      address_string: text('the place in words'),
      address_id: text('standard address code'),
      description: { ...text('at most 4,000 characters'), maxLength: 4000 },
      first_name: text('never shown'),
      last_name: text('never shown'),
      email: text('never shown'),
      phone: text('never shown'),
      account_id: text('opaque id of the reporter, given back'),
      device_id: text('with text and place within a minute: the same report'),
      media_url: text('may be repeated'),
      anonymous: text('true blurs the place on the public list'),
    },
  },
  update: {
    required: ['api_key', 'update_id', 'service_request_id', 'updated_datetime', 'status', 'description'],
    properties: {
      ...JURISDICTION,
      api_key: text('<id>.<secret>, the key that brought the report in'),
      update_id: text('the same id again changes nothing'),
      service_request_id: text('case number'),
      updated_datetime: text('ISO 8601 with time zone'),
      status: text('OPEN, CLOSED, REOPEN, CANCELLED, …'),
      description: { ...text('at most 1,000 characters'), maxLength: 1000 },
    },
  },
} as const;

export type Operation = {
  summary: string;
  answer: AnswerName;
  parameters?: keyof typeof PARAMETERS;
  form?: keyof typeof FORMS;
};

/** The documentation of one operation in one format. */
export function describeOperation(operation: Operation, format: Format): FastifySchema {
  const { summary, answer, parameters, form } = operation;
  const shown = (name: AnswerName) =>
    format === 'json'
      ? { content: { 'application/json': { schema: ANSWER_SCHEMAS[name] } } }
      : { content: { 'text/xml': { schema: { type: 'string' } } } };
  const error = (description: string) => ({ description, ...shown('errors') });
  return {
    tags: ['open311'],
    summary: `${summary} (${format})`,
    security: [],
    ...(parameters && { querystring: { type: 'object', properties: PARAMETERS[parameters] } }),
    ...(form && {
      body: { type: 'object', ...FORMS[form] },
      consumes: ['application/x-www-form-urlencoded', 'multipart/form-data'],
    }),
    response: {
      200: { description: summary, ...shown(answer) },
      400: error('a fault in the request'),
      ...(form && { 403: error('api_key missing or wrong') }),
      404: error('not found'),
    },
  };
}
