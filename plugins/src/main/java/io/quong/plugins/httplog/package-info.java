/** http-log: sends the log entry of each request to an HTTP server. */
package io.quong.plugins.httplog;
