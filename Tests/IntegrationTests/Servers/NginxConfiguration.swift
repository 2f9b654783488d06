/// The configuration of `NginxServer`, in files of its own folder only.
struct NginxConfiguration {
  let store: String
  let tls: TLSFiles
  let port: Int
  let tlsPort: Int
  let mutualTLSPort: Int

  var text: String {
    """
    daemon off;
    master_process off;
    pid nginx.pid;
    events {}
    http {
      log_format requests '$request_method $uri $status authorization=$http_authorization';
      access_log access.log requests;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      ssl_certificate \(tls.serverCertificate);
      ssl_certificate_key \(tls.serverKey);

      server {
        listen 127.0.0.1:\(port);
        default_type text/html;
        location = /health { access_log off; return 200; }
        location /prometheus/ { proxy_pass \(store)/; }
        location /guarded/ {
          auth_basic store;
          auth_basic_user_file passwords;
          proxy_pass \(store)/;
        }
        location /redirecting/ {
          rewrite ^/redirecting(/.*) https://127.0.0.1:\(tlsPort)/prometheus$1 redirect;
        }
        location /bad-gateway/ { return 502; }
        location /limited/ { add_header Retry-After 1 always; return 429; }
        location /login/ { return 200 "<html><title>Sign in</title></html>"; }
      }
      server {
        listen 127.0.0.1:\(tlsPort) ssl;
        location /prometheus/ { proxy_pass \(store)/; }
      }
      server {
        listen 127.0.0.1:\(mutualTLSPort) ssl;
        ssl_client_certificate \(tls.authority);
        ssl_verify_client on;
        location /prometheus/ { proxy_pass \(store)/; }
      }
    }

    """
  }
}
