import {
  applyDecorators,
  HttpCode,
  RequestMapping,
  RequestMethod,
  SetMetadata,
} from '@nestjs/common';
import { API_BASE } from '../contract/all.js';
import type { Endpoint, HttpMethod } from '../contract/endpoint.js';

/** Metadata key of the endpoint that a handler serves. */
export const ENDPOINT = Symbol('endpoint');
/** Metadata key of handlers outside of the API that anybody may call. */
export const PUBLIC = Symbol('public');

const METHODS: Readonly<Record<HttpMethod, RequestMethod>> = {
  get: RequestMethod.GET,
  post: RequestMethod.POST,
  put: RequestMethod.PUT,
  patch: RequestMethod.PATCH,
  delete: RequestMethod.DELETE,
};

/** `/users/{jid}` as the router writes it. */
export function routePath(endpoint: Endpoint): string {
  return `${API_BASE}${endpoint.path}`.replace(/\{(\w+)\}/g, ':$1');
}

/** Makes a method the handler of an endpoint: route, status, permission and checks come with it. */
export function Serves(endpoint: Endpoint): MethodDecorator {
  return applyDecorators(
    RequestMapping({ path: routePath(endpoint), method: METHODS[endpoint.method] }),
    HttpCode(endpoint.status),
    SetMetadata(ENDPOINT, endpoint),
  );
}

/** Lets anybody call a handler that is no operation of the API: health, documents. */
export const Public = () => SetMetadata(PUBLIC, true);
