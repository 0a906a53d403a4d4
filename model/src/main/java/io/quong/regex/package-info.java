/** Regular expressions in the dialects that Kong's configurations are written in. */
package io.quong.regex;
