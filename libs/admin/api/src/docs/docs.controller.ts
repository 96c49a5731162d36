import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '../http/serves.js';
import { openApiDocument } from '../openapi/document.js';
import { ADMIN_SETTINGS, type AdminSettings } from '../ports.js';
import { DOCS_STYLE, docsPage, type Described } from './docs-page.js';

/** The API's own description, for people and for programs. It tells nothing of this installation but its version. */
@Controller('/api')
export class DocsController {
  private readonly document: Readonly<Record<string, unknown>>;
  private readonly html: string;

  constructor(@Inject(ADMIN_SETTINGS) settings: AdminSettings) {
    this.document = openApiDocument(settings.version);
    this.html = docsPage(this.document as unknown as Described);
  }

  @Get('/openapi.json')
  @Public()
  openApi() {
    return this.document;
  }

  @Get('/docs')
  @Public()
  @Header('Content-Type', 'text/html; charset=utf-8')
  page(): string {
    return this.html;
  }

  @Get('/docs/style.css')
  @Public()
  @Header('Content-Type', 'text/css; charset=utf-8')
  style(): string {
    return DOCS_STYLE;
  }
}
