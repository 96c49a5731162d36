-- Accounts kept in Waybill: Prosody asks it for every password, by mod_auth_waybill.lua.
-- Replace example.org, files.example.org (the component's domain), NAME (the component's domain) and TOKEN (data/secrets/auth-NAME); nothing else.

VirtualHost "example.org"
    authentication = "waybill"
    -- lets Waybill end the sessions of who is locked, removed or given a new password; leave it out without a component
    admins = { "files.example.org" }
    waybill_auth_url = "http://127.0.0.1:8082/auth"
    waybill_auth_name = "NAME"
    waybill_auth_token = "TOKEN"
