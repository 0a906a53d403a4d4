/** What is special of a kind of entities, one small class each; what holds for all is elsewhere. */
package io.quong.admin.kind;
