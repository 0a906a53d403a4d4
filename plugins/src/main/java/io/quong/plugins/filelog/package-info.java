/** file-log: appends the log entry of each request to a file. */
package io.quong.plugins.filelog;
