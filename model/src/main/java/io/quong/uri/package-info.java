/** Request paths: one normaliser and one escaper for matching, stripping, upstream and schema. */
package io.quong.uri;
