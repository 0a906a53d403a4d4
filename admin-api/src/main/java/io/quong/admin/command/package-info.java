/** What the control plane's program does on a command line's behalf, without serving. */
package io.quong.admin.command;
