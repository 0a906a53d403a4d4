/**
 * The Admin API's HTTP side: paths, bodies, answers, errors. It knows no entity; what answers is an
 * {@link io.quong.admin.api.Endpoint}.
 */
package io.quong.admin.api;
