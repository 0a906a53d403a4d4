/** What is valid and still will not do what its author wants. */
package io.quong.admin.lint;
