-- Waybill on Prosody with its companion module, mod_waybill.lua.
-- Replace example.org, files.example.org and SECRET; nothing else.
-- Include("/etc/prosody/waybill-companion.cfg.lua") at the end of prosody.cfg.lua.

VirtualHost "example.org"
    modules_enabled = { "waybill"; "admin_adhoc" }
    -- lets Waybill administer the accounts of this host (accounts: managed-there); leave it out otherwise
    admins = { "files.example.org" }
    waybill_component = "files.example.org"
    -- true: clients are left no other way than the proxy, so that every byte is counted
    waybill_force_relay = false

Component "files.example.org"
    component_secret = "SECRET"
