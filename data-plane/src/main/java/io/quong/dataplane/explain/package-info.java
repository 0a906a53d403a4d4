/** Answers to "why did this request go there?", worked out without asking an upstream. */
package io.quong.dataplane.explain;
