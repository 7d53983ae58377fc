'use strict';

// n8n finds the nodes and credentials through package.json; this file only gives the package an entry.
module.exports = {};
