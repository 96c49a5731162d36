#!/usr/bin/env node
// ejabberd's extauth_program; see docs/attach-ejabberd.md.
import '../dist/src/extauth/main.js';
