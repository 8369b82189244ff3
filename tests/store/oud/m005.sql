BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'elkedeur','m001_first','2026-11-22 21:20:43.020050+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'elkedeur','m002_herziening','2026-11-22 21:20:43.020946+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'elkedeur','m003_kaart','2026-11-22 21:20:43.021747+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'elkedeur','m004_kaartmelding','2026-11-22 21:20:43.022348+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'elkedeur','m005_frontoffice','2026-11-22 21:46:34.562000+00:00');
CREATE TABLE aanwezig (
    signaal_id text not null references signaal (id) on delete cascade,
    medewerker_id text not null references medewerker (id) on delete cascade,
    op text not null,
    primary key (signaal_id, medewerker_id)
) without rowid;
CREATE TABLE behandeling (
    signaal_id text primary key references signaal (id) on delete cascade,
    medewerker_id text references medewerker (id) on delete set null,
    regisseur_id text references medewerker (id) on delete set null,
    afgeschermd integer not null default 0,
    aandacht text not null default '',
    uitkomst text not null default '',
    wacht_tot text,
    terugkerend integer not null default 0,
    wijk text not null default '',
    niveau integer not null default 0,
    versie integer not null default 1,
    binnen text not null,
    gewijzigd text not null
);
INSERT INTO "behandeling" VALUES('c6a2c846c22bbf20',NULL,NULL,0,'','',NULL,0,'',0,1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE bericht (
    id integer primary key,
    gesprek_id text not null references gesprek (id) on delete cascade,
    bron text not null,
    soort text not null,
    inhoud_geheim text not null,
    status text not null default 'ontvangen' check (status in ('ontvangen', 'verwerkt', 'mislukt')),
    pogingen integer not null default 0,
    ontvangen text not null,
    verwerkt text,
    unique (bron)
);
INSERT INTO "bericht" VALUES(1,'d8fa137a5328365b','u1','tekst','gAAAAABrA1yrYG1b74ohyY5CWsI1nofEeNA83dtlaup-inuVRe_kJLp1zMYZqR_PhpkNb6XR9bNhC6_lg9uSHsC1m43LuWgy0lIXudOdKrMFuP8nVT9Difw=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(2,'d8fa137a5328365b','u2','knop','gAAAAABrA1yrjlURZINLPCKqRpaOAJq83R0Yt93KFVpSUw_mH_Vp5V-yZt99TzQfPQ7JkMYWMFstYdeTAVAhtaYSzeJilPbUHp9Ft30fOcDbLJWzDH_hK0M=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(3,'d8fa137a5328365b','u3','knop','gAAAAABrA1yrLo7zO5yyhbvfcUZ2NEfNfMa-6GJJX2ugO5TwNs0v0DylMRYYx5dOn0l-lIjggiCrQmOKWMWch1viXuti7Y-U0d6jBpU7ISqKCXfAYDyOVtM=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(4,'d8fa137a5328365b','u4','knop','gAAAAABrA1yrAIJa9H3_kwPDaEgLrxau9d0WVTKrCNNaYfwTa6FyWpY8slv7UyCJ1MTgDIPwPN1vm3VyIp-tnt1naO_5DUxPM4ALXdNIx5Qq3H3GeXGUf5L_V3lJsXyti9E8bMt9zNAX','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(5,'d8fa137a5328365b','u5','knop','gAAAAABrA1yr4YHB9-CD_q3tSTjph5OVyV11buZbVlGgrQ8HLeLLQAwNKeJBKT7M2TMtnD-5lmEigLR95AtaPTHPiFDPRq8t7pOkxksMX2QA8-tnZ956fBox0v9q0KNgCmftJ7a_f5Gp','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(6,'d8fa137a5328365b','u6','knop','gAAAAABrA1yrFpYeBQogGb1-mWURYTWEcff9B1fCqyjg6d-V0EjkHvykAM1dLOquTVwHsYywV324GNegahEsRFpBc_dQuZ7NNToKg5JHV1x8HPn7-VFqjVdPp7MmcwJqosJCudV9xhfK','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(7,'d8fa137a5328365b','u7','knop','gAAAAABrA1yrwL-l8fS2xyl7mcxvhgn4NsAVslh8vy3jahOYOtbusFnTfN-ogXx1IKZl4zEezuRRWozSYSYhMtuWKm_luDG3GaVJRago3aJlFxFsrMgf5GCgGu-VVhFleshvsoGpeI3P','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(8,'d8fa137a5328365b','u8','knop','gAAAAABrA1yrN3daBcb1n-MC0MNXQ3bTQUPg9lZEBK4TUZCRNjcXA2RBbTjlBezo8L1xE3sU30hMo6O-w8HdMWAqHkYof4T6OCFMvon1KBkg1c44rnXOisdqcsJflsrDVEK8DVI827L3','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(9,'d8fa137a5328365b','u9','knop','gAAAAABrA1yrmThyC8aElvdU6uXmaravyYlroy8qZoCfj5fwTSq83ST3S1NsWKmWU2UAYrry7wrX2RsbY71W5e7n_ZhIu47tHpmXwahZHw14nEPfigy4BOo=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(10,'d8fa137a5328365b','u10','knop','gAAAAABrA1yrcRzAXcXku2DYd8UGYk7pKtVr-tjLDmbnv66QC7y06unzn1q7iUqIb00hZuy3rWtiIyugixQNx5KX-PE5o5z7QJNdt-S6gwn2qMjtq2nGAGr9LuhcmzY9tnmqXNnhb-pE','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(11,'806a5d456e1f308f','u11','tekst','gAAAAABrA1yrS4vgJ4B7TO4cuq1T8yNoV0UP74XaZ-c909ekyjH49OKGFybUawKXSq9sv5hBmozq1C-MvpuRTNYyjRMDRQ3T2fRUolcor7KSDfADJo1Nh3WQrB7B-QQ0lggMCdH-PKtU','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(12,'806a5d456e1f308f','u12','knop','gAAAAABrA1yrnwX1NhbhXEoF1Q3zlqrc8dP1CeGH-HmTB19IXMPXYBSzuJ0lmQhRZTn9rU3ir6yc-WxmgN_TxQzCblLnqJJz6pspiocnQM_04j5CRICmldN6Uu7Rnz4mTBqw4l3F9-BV','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(13,'806a5d456e1f308f','u13','knop','gAAAAABrA1yrw_z30kmxOc_UEHAa1hLZPDWsuZLSwPZHi3_9TW8zEmCrWMWt3nJj4TQ8h4ksL4hEbyAVgpHzmvb3pV_5WGZi96zEKFFZygcbbwCM5In5Bnf0QlGB8RcPg2e_Cg3MsjM_','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(14,'11df6db74d712085','u14','tekst','gAAAAABrA1yraxhnmUihtgqJLHEKBORm3QxgECG0JSxpxhT15fHcXihX6dCOM2rgL4IZE_He8wR-wQ-5HqGEHRP0fYudrvisyGaTP7uqqgDq-41-fOAiQrD22XrJ81iddKeJA7ZLhQEvsGDfEHLYGAv-yavB19PZKA==','verwerkt',0,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "bericht" VALUES(15,'34b207ab425926af','u15','tekst','gAAAAABrA1yro50wCAcPsOHblNCiuVCxIUpp2UiZ0tCpmCa5pmAqhNZiRJDQjR-w44KPpT_5t60IYE5RSBHph4ZtEFTaW4fIuwlsHdUm6F1aiXmikhdl-jtjhmFeoo-P94JMniOvs6P8zefo8fWJwnqVjGOiEOB0WQ==','ontvangen',0,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE contactmoment (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    op text not null
);
INSERT INTO "contactmoment" VALUES(1,'c6a2c846c22bbf20','overdracht','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE gesprek (
    id text primary key,
    kanaal text not null,
    adres_geheim text not null,
    adres_hash text not null unique,
    toestand_geheim text not null,
    aangemaakt text not null,
    laatst_gehoord text not null
);
INSERT INTO "gesprek" VALUES('d8fa137a5328365b','telegram','gAAAAABrA1yryh16YC_3UOIbLi3hMIWetQhE_CyOGSTiS1QQtTObubRDSbSlAqFGUz0_aauubzsnNMNnl4ZlNSsVoCYeeg-oFg==','a534224cde46a252484b0f0a6a2fd527bbfa082ee69438e9e28254af53866e3b','gAAAAABrA1yrMKtwvUvfyy_EHRhQwKFMQ1773uo9CF-5aOX5cR1hGG3xSbJpK-AijVqEsNF5TY5S9JmU2U906BBHwr72ZAzQRFQO_PIQJ8SNt-01MzzMl_z1xUUD1fEYFBdKkm3xcjoM2Q1rtuQTkxSslk6ldaIMNbLg0hWL81cBNLSQYquL5JPDE43QaKFlcGwwKrLHAzcEX8HRQQlM78MjfpV-bl_jDrXXJvFqwMMWKe5myk-0EkzxQ08wVl4vW1ZeTvkJMbGojjH6r8L8i51VUzrfbFy2KsfzSKhcom3YLSkrLhziiR0sLwVjBKOAge5E-54nricMeCHq0_52E8oLiKnRIuUOUupkft3C8_pnRS-ZPoc36CIbGt38-R_37Ezn5vCzsZm_c-ucgd7k0jj2GsQygy3Y2rsSF4DY85bfIFr72vFnkhl8RqzPNvOAZBw4vEAq93f9m0UrWj7HRQjASbqoOXU_JbS0BbmAbdHF-AA1Mch6OlurYMN7-A1hzbLcjbP9xoRkUoZNSy82I4A523LZ_5n6vDMRggreUGgMD-OMZsHy8npuyvxqBI1iqm60QKiF1l_cMAsdKpQ2oY55aHE3qAQTcmYcsK7ghZ4Uic-CDXK4ysOrhLjGPbDKOto98kPV-z0M8g8lNBWeDUbJJ_PxcTlqVpTG5e0exl7d-PFSLZudXiNBdywl45UDAhI57VOohp7lZ2-Ys84obWeU5lVwVe5qLrblilU0rIucwoDKw7WP8-R4HuU-YHMKxnW2hGRYY1dxTE-9zKFy3VAVvNiMP6Xb46enI5e3W7fZs4FWankiQPsIDOub0658Jbh6ar4wOTccnd4U6GkpGxzEREiaooDSvAehVFwkp--je7qKraMlmyDw3LDADei4bO_PpFWYQLZjYPS5FRySHTkCmV--DesJ1SAnjtlVB6mYPHFWnYGXLtJdZV7KyU7uT8qFmNdFa19I2Ef_wfvBGN7vs77NIC9Rj6HivkvLVlvCQ92Ey9qWPqeVCFenoKqO8gd4uyLR_jl9GVdTjFqlKPtrNBPMC26tVv2WVxpEmOEStLfvAsy09pc2UXIAF6VLO4m9ppXXmFHOup5-GNE0VVxuqVQJexlbkxP7eCO0WdH3fZJxiTpQgDwZGqSgC-BpeMRkXPXa04gulRa6MIC8JOaLKBdKSBbo9RZJ-X0FVNFuUY8UEQ31ANqX5IzFdnZr0w6JzmTGLSPeefqStoRQgt2PdKqWoRSNJQ==','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gesprek" VALUES('806a5d456e1f308f','telegram','gAAAAABrA1yrQL8iOyGLro-6CF_AlOvJ87_Hx4LNXKcO6hjZP4TYQoxkXl8S5QcroIdPvbpt7lp369lLogx-e6PvUdfiqjX3-Q==','160abde2d9bb77b995c5c85437b7eb2075b8beb06839cc770152790429f9a07b','gAAAAABrA1yrma00lLLjIe1mzncRl4U21rPhIIzJ6SITAEwGvaamjw3E25GbwLgDOL7H6xpDIBX2kajXiUg37A6pxggN8Cj7mgZTuDc68JZ9adfURdXtwGVysaqgLmXQ5Vt-IpeG3Txna_mtjUvzkuWiD9FhGgCkoAQyMHUed-JXMbshF1evgqO-0jC448n11QeoTaYd_fUoFhxxou8io0EaUlm4HA44NW-X51gj9P-X8MZ41677sh64mnUT_Mwd7Gtyk9DqaIOkRiGvbHKeNKgZrXBJ_I9QN2QVMRtHgiZxGWJOUdHGc0f4V9SKzZ6fZA-ZP0Ep1qHfeCw1-g9XUYFaJnV-38HFE7WR7KlE4dPe_BJFO1WZXbRdEfRhJWVMzKP2V13erV4k3iF8SuQvsiSVLMEaIgKxj-81ywNU_RjGmuCZhJvF577Iu80hNRh23nixKvLX8xNnECqaq-qYkwvseuBOgT7I3Zs5DPWXQRpD1MzByT2HJhx2P9sJEpgf7yuuaPcYsUAI132rCa9a2RAUoyINVd2va0YapGVrt4zzvRFu7ttvKkg9dOzCkcxFtWmz9ovR52TYldRjVaE82VPdeTZneVaDjj9qlsvwCBq0JOsMzAGnpuFIXUDY8vbsyOggQrAldK5skJT1mIos1fqNaJDJO2gjhO6bcpVw3uYpsf8sKfNbqc2dYX5FfW6NV6NlSVAdhU9uUsYwx8BnCHZgEZugTp7VwXMOlf888X_LhUM88_fotz7I46QxmSufsfvP6YWNQpS8kxTa8LfrAtI6jfEvuglC0ZNlSNof0sGu4Rpnux34N6LAl4yU80bvi1wU1koVtZfOLCqJlJUDo9vnQGRW2Ul4SLHAeo6LHc9xRhelavSSJDX4xeaPhQwaf727xxu5TvqzVFg-AnP7lfS4Df3jp67EkukBrMjNqG6BepD2oBrRQwWL7izOt5z_1tG_WXAESN6R3l4oxcu3zt7oxbq5Q1R8tpf6zJHq8OZxNFzr1o5qFEJwfTkLunQBPkQGjHpyGXf3UgkxisQf7BMJLSsG28AQqAGLJRLcFuO7wYTo962y3P9EOgubiC1q3Amt0E_9EJ_y03wGidq7FH6tHru0YrlNYUx8tP9YF6PVT8myLQ1R2g8tjoWMnsk40l-aPHmz5GcySQU8L6FaV8Ao56htav9WqEGZY6i-z6QfzVAmY8A7few=','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gesprek" VALUES('11df6db74d712085','telegram','gAAAAABrA1yr2pMKp7W3HMyDaKf_Itk1GkVzYhjybCpH3TFqjxxqUZfRfUqz_VIJMJVyCE0WO1Xou03IbV8DqAJ4A2Vy32Uahg==','18f0b8da900fa5f8a87d057ab69bfc1b9991a36de294eb9eab171ba0e61ce25b','gAAAAABrA1yruyjb_T7VGgVNxJ7KjvHd-GXmwV0EYNw1wueAA3Wo50xgpcMbbOdb5kDNg13OjVp4Ri5kvygRu3tQHnSFi4uI9UL5GNea9ZwrXJRnYqbMxZIiuvWaXxRlVsTfmqGt6r5VAz-c5ihpy9nCPjVixuAj3iYJhPaG_hjPoOuZIu0uW0LJt_8pOBd4KyHNJk6heM16tGh3KncM-7hdfE_R0rdyf6BmssDtPTgm6JLG7kJ7AHZS2dvljCGvGOkw4sfXmxSvPPU1BwuwSgqkArGnSbxJrpb9-c5p2pW1f5fXxHOstnrRcTc5uCexY9ImOX6qHFmaKMzceZ2Ng4Io1n9bxD3CsOeRYAHY-8gma_EnekO4FLTDZjS5V3K9S46U6nDD2ppdYBx7PICQI609i1DIsIy-FtuEtxxW77EEmroep4Zc9go46R2YD6KEdoOdUWeu4NvCCoXJdEMcuV4U5bJ-gLq1CZIB8oHqMFQfc3dxYKVp6nZhr0wHKnAGrsKCWKOg9xi3b0VXP5xeOWuIhgFruDYDR9Axy-TrWgz_gmVvVe05Nmga4Dh5vscz3qsu7TJSiYy2nNE5Zxu1R9d2ex_nzCft4x2JFIcbJHvcwyx6uiiFS_gzj7UZ61fhDnkx2dDljhfjd211sQ23rcy6OJmtEapvul4HrgQArwQgnq6eJ0YNu43sWZwojY2YjPh3Mi0Pb9I1Es4JOEyeSO2IrWfSE6jNp8EdWQUXqiUfUd8FaSX7MNHRNnEmdHJvz8F2or5Sw5smH1q78G6uhT51XGeBZsUGxxmpDpXgscfZxgD0IltEbBjCkLbi29xkQYzEFKLyMeWsvOzmriW6Nn_MSOcL5dfzMfTK5bnNkF0k6d54HLa2XshpoIusyKRQmdXpAgKxLC_ug64msJTDwmBbhsBoHpLkP4DaL0X_WCVbecF_RXer-fw8hyEbiPbgJjW7lr5Ip6nnYhhw7I5AjoO3TQvgLw48FVT5_EkttV451W2mx035lTjXN0NmmcOnqah_rHFWmWkuXCE20YJJKZFRBti5jFm73OnVnitjMiRNPXHiv65nSOrPGjBQtDTzwD_GH6h9YTomHXntxN4N57Eo5kaRhGSvvB2mmx11Q7rL7rMA_dnW6uB6SxjanLI6ePczeoHqce6pATESocp3tfNF-WBEL7-5ZjxURfhhbSNMIJ__6mLgihpVOFedQakZ4pMI1Sfr4MCrWMoTWcpmAQWZDzGQlLymFGXRYAhELhTPDjHaHcI9xXTKlxY8YgxQLt3rI045L5_XcNlUkiDHnYJQLu-MV6-xRw==','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gesprek" VALUES('34b207ab425926af','telegram','gAAAAABrA1yrrdXO3SBgy-rXBJolpQOiD9DEqz1Gf3PLPqpeqIeRmOuUNzE60VLxZJ5Wy1sCdHzCOhTZVAJa7-0H6M-gNYs2rQ==','60e7c20b263d78e717a61e85995211ccea0ad72f86c4d4b51da3db0a54cd9f76','gAAAAABrA1yr0dz5laIRyQdD1TDgN6Ma99ESoqdBmccUOofE6qSsD33AmKDm7zAYQZ6F4OS7hXm9gxuZ_buVwppw21kiS69KuVsxs7rxiT5bnYyCTZH5I0WAAzir0J1Wz8b28ailEFrrkLJAc5L7k_pnTeOGVU5qz7sF_J2tkc1Fu2qm_RED7gTJj04bPjVW4N1oW6pSAHsIPJ5rdwwbD_R2Kcg80rNTag1EqrA_rAoemNn-ZiO2uGkq1CgaQiKT2tbIe_1viuwx1mZxQ2d82EPh2E2R95EzWRfHXWiAP0Yyam0MK76bjql7CDn4MAJJweim1oHKnp8hdkYS47569o0aISPztOxH8D1iiZrkk2d8GCRVYPFmidvopeNzw3uapaslCg0YsaWDrOLAHyAMY9hZv9jKJ__NJcGlw_mpPxXKmmeMzOOQPblp7qaDku8FEpI2ZbegvC7eh-w7HpCKHu9A6O0pLLwIvg==','2026-11-24T09:39:00.000000+00:00','2026-11-24T09:39:00.000000+00:00');
CREATE TABLE gezien (bron text primary key, op text not null) without rowid;
INSERT INTO "gezien" VALUES('u1','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u10','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u11','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u12','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u13','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gezien" VALUES('u14','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gezien" VALUES('u15','2026-11-24T09:39:00.000000+00:00');
INSERT INTO "gezien" VALUES('u2','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u3','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u4','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u5','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u6','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u7','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u8','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gezien" VALUES('u9','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE handeling (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    medewerker_id text references medewerker (id) on delete set null,
    inhoud_geheim text not null,
    op text not null,
    ongedaan text
);
CREATE TABLE herziening (
    nummer integer primary key autoincrement,
    signaal_id text not null references signaal (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    leefgebieden text not null,
    rol text not null,
    route text not null,
    nood text,
    tekst_geheim text,
    opmerking_geheim text,
    status text not null default 'open' check (status in ('open', 'gebruikt', 'weggegooid')),
    op text not null,
    afgehandeld text
);
INSERT INTO "herziening" VALUES(1,'c6a2c846c22bbf20','collega','contact','zelf','frontoffice',NULL,'gAAAAABrA1yrj9nZZazLLpzrn3rpXYCbSw1CcYJ1tEcKhCcnBlwrmL8qw6jqBsssMsVwzQasLJLHrevMH7htVP0gnCcGO7vVIwtrmHB-07wo6E7zNYpB87o=','gAAAAABrA1yrqvVZv2P0wdEEH-BEvjIPKMWjTOyY6KCdYTNRq5wkKPQ_LXRy_pNi1JvBbx5SFM3E7rBxrrpxq2prGR_I_Lal3mgpJ2PotNdQtQ-Vm2ced7Y=','open','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE inzage (
    id integer primary key,
    medewerker_id text not null,
    wat text not null,
    signaal_id text,
    over_id text,
    op text not null
);
CREATE TABLE kaart_import (
    nummer integer primary key autoincrement,
    soort text not null check (soort in ('import', 'bewerkt', 'ongedaan')),
    bestand text not null,
    door_geheim text not null,
    van integer references kaart_import (nummer),
    op text not null
);
CREATE TABLE kaart_rij (id text primary key, plaats integer not null, cellen text not null) without rowid;
CREATE TABLE kaart_wijziging (
    volgnummer integer primary key autoincrement,
    import integer not null references kaart_import (nummer),
    id text not null,
    plaats integer not null,
    oud text,
    nieuw text
);
CREATE TABLE kaartmelding (
    nummer integer primary key autoincrement,
    voorziening text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    door text not null check (door in ('bewoner', 'collega')),
    wat text not null,
    tekst_geheim text,
    status text not null default 'open' check (status in ('open', 'gesloten')),
    op text not null,
    afgehandeld text
);
INSERT INTO "kaartmelding" VALUES(1,'proef-plek',NULL,'collega','anders','gAAAAABrA1yr8rURp1JvYXcZ0K2VZYgm-_MKhEZNHYxM7skBi7sR19c8P-_-iEUpQqLAlOsIGrnjOV8QsfCq-HhygB502Xzgy9OlqpH5zG4dMqj19r-cY5Q=','open','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE kenmerk (naam text primary key, waarde text not null) without rowid;
CREATE TABLE koppeling (
    signaal_id text not null references signaal (id) on delete cascade,
    ander_id text not null references signaal (id) on delete cascade,
    soort text not null check (soort in ('persoon', 'huishouden')),
    primary key (signaal_id, ander_id)
) without rowid;
CREATE TABLE medewerker (
    id text primary key,
    login_hash text not null unique,
    login_geheim text not null,
    naam_geheim text not null,
    wijk_geheim text not null,
    wachtwoord text,
    totp_geheim text,
    totp_stap integer not null default 0,
    functies text not null,
    actief integer not null default 1,
    pogingen integer not null default 0,
    dicht_tot text,
    aangemaakt text not null
);
CREATE TABLE opvolging (
    id text primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    gesprek_id text not null references gesprek (id) on delete cascade,
    soort text not null,
    status text not null default 'gepland' check (status in ('gepland', 'gevraagd', 'klaar', 'vervallen')),
    keer integer not null default 0,
    op text,
    hoe text,
    contact text,
    aangemaakt text not null
);
INSERT INTO "opvolging" VALUES('7ddbd1a32c8b1ff2','c6a2c846c22bbf20','d8fa137a5328365b','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('81cb41e12a655bf7','c6a2c846c22bbf20','d8fa137a5328365b','afspraak','gepland',0,'2026-12-09T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('392cf24103f458ea','e06344623df9cc6a','806a5d456e1f308f','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('bc1654e2bf4f3dd0','e06344623df9cc6a','806a5d456e1f308f','afspraak','gepland',0,'2026-12-02T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('c0dca965dd254a64','8fe7b57e2419a5a1','11df6db74d712085','stilte','gepland',0,'2026-11-28T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:36:00.000000+00:00');
CREATE TABLE outbox (
    id integer primary key,
    sleutel text not null unique,
    baan text not null,
    soort text not null,
    gesprek_id text references gesprek (id) on delete cascade,
    signaal_id text references signaal (id) on delete cascade,
    inhoud_geheim text not null,
    status text not null default 'wacht'
        check (status in ('wacht', 'bezig', 'bezorgd', 'mislukt', 'onzeker', 'vervallen')),
    pogingen integer not null default 0,
    volgende text not null,
    eigenaar text,
    begonnen text,
    extern_id text,
    fout text,
    aangemaakt text not null,
    bezorgd text
);
INSERT INTO "outbox" VALUES(1,'b1-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrQpSCcvcw6k9hUsO8wYJJOiQmcj7m377arJkGPjsa-jM9Gj9Wx5R7BpvhXNYY3JQzJn2a4fhl5xa0XyNeobddH92LYjJiFXqtpg2Mk8usTTAfCn29atFupggMOPmjZiEy0HlBoznguReQk_h5mtYlc2tc6KXD-rvtEOWrwTtRdWUBnJxXIhJz211FPUe7-05R8jz_fHDGwOej8pN5-mNlvCVF59brm9eSw-trbC-aCfrgENSOcPdyDoiA1oGN6KP_j2cooCtZFfF6qHK75wfVRcjMQ79FrD_sJ_Fh3YSKHPjVX_RKC_uPYTmKTZiuiTswYfgysg6_Na80XG7wYK3fbdAqdciU_DnVIvhA79sa1Cq6lgNP1_T0MeLoIbbjhkxr','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m1',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(2,'b1-20261124093000000000:2','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yr_PttWeq6Sy9f6Zm0i2nrVVjvVdeonpcBJtai7eAIul14QdgdIftjQlYQCCkgn44n4lZykvR9oJmcgXkZT2IIgPFnnPQNkK7D6CPN5XygQ-XojnrDKGbO70Ali1uYmW5wJul9tAKXCiN4tq-ccd4oNMdeJOznNH0RNhB5RnlSI2CicyQMQAYMks2dcjVAyr29yqKUB-I6GzQ1FP_yo2FxmJbF0QFVbXtjlqWsvpK8mhqK3EkHLD-JsF5ZCKq73C6j76s5TMbB6DGjcgftWQvu-g==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m2',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(3,'b1-20261124093000000000:3','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yreByeRmFq6LH7wOyBFtUwHWNLMJxAkOdjZ_xzrZs8CW4UgeENDKXlZOEhXkFLYmG1QV9X7FQBII04Fc9d5ZKW9RFhcTD2Pdr0YAktMS0rSJ5wyi1aoH6Mtwiflpb9EsZ4Uy9vtdMN-MPep3v2GGlOkTbIBmxl6X-TZXFuwU38YgM2ilrCI0LoNenCXz0mGxTa_Omdjj5Cp7F4Ii86v3NCUe71WnaRN1LzBJ3suBty7C1h_T491oSuJFmHGwyufaadj4J1EyMMqVNEmwtjtA2Ua3VWyqgJI-fjKRx5istZd0CXTW2o1lZuaTWtjBHAM5cFOMb6PVgHLOJVi9g8Pc_4uRrOv-bp6Wes4EWsOt2cDqrCqw6Czw3nMGJOGafH_MM-acIPbraSUmFDbNlHymYbcFIAIBz1QTRf5V9XOh4pqiBYgCHPurrXpcMEXqxHQT-eSW37y_E2QDmRc2EXEN5-ZKFU9DWBHM3YxpvcpFN66DUGzgczkxfZ5FqkqorWHvCBB6CKB8_4zmVvtxjiZmxqmCPzKI-y6IcnBxVb3NJfTIVgk0JW8AhESsDwrl9RCpPlA3G5UrE9iT5DUlC0iZOlp5-wsOgQ6UMEi3_L-dTNg5kulIEvcFhlgQTUB9zzs2-bUP3eQUKiKtuibeWxrhWqaTpWm5KS_gYSxl3GdAJ-fn3nzl6cl-umE4Z4XQZXxfPVFETZ6gANKUH3BA-gKBGuqxG0PwFkExyslwHZqh1LmcARvfysAfOLrkKbOOrvD3p8Kod3XeEJMIwTNSdqsevzvuTun-BPtKS-ULZTb2WSQOpv4bCO_YOQLGmm0MLM40ciAw3iybE6MRggHJro9d8OCsWvqVF0O_rQdIjeWW95yzKE9qGVMkGDCG9A_YVr9SHMYffwPF3OVWra0eqZnz5kwtxNRmsg7JZEpvYIeh2MO4InpEn85w6qKEaPqbtxRA9ggNidOl-DW1r4OAYRA3QZ7yU3nhs8Qa-AurnO3sX3XNoi5Bfz3tyUH7SislOSXY_ETfYg02S_h_pu2ixVqmhQN5BOfC0quYBXT4hNw1sHZF7f6NGyefFdw-G6wBr1UEC6e99ECwnhxFe_FmP6wS0eqa9Cpw2iN4VeCRkjkdFjhqWa94iCdkKENc0DM-YiUNZrc-4C6iaypDrNLSUeo13zk5h8R-eRr-YBfcn00XcHhx5t290eg448TDHkjnkvxmd7v8kbD6DZZ6zvfU4NRhWSJoWwkoesHEKCU3ibBcYHCuwT9fJwPuJ2j7Z5qtbDsVOfGwGMrTiTLRq8ChkwGEJaVKnLDZSyyAdzYfUyRWqfT_CRg7ljD7tdCBq8sxRZSGmpgIvSLUB3XAYWDUFRysTvp0HZ23PwGGOa6ZwVQGSdoLEgcJMh_25uX1i6TY6Mwf6WcX_-hqhBO4at_b8DKuz7JdiGS1eAlhgByaEvpX9Y1MNmOSuQEYiyBUEE8jBQf5MQ5qQyvGmyN3XRoXhuUtt2PeFMdbtwaaGYzT5Eh-VuuMgibQNQIeb732M5TCjVVOxGq1Ri2YrAM7fWTYdygjIUXND59n0GCADDMVb9N1F-DxIg1_sNCYL2E68m-Ix_gnxuZiNcCh9hXG0SUNtc7L_Z2SvxoeIWdGT0HqiuTy0dLfCj2FIihor2fIfZETO3afVxOwbRVt9FA80O7D9GzlAwmbTNIjY9AtSFlrM11bMrdDhm7dUveh9DlRmoKmQaQJWquN57wbMmPiTvbNqIxAsHHIIt3MgYbQHWsXswZaDIhYkFsCJLUl9CMtAQdTywJr5x','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m3',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(4,'b2-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrY451XKvfzas0QObzzavkC4EBqUoMQdowmHr778pRdn2sqdp7f3LivqyWVtcQycATvEzQpuxzm4Y8ET_DOcT-V7h0qQxQo478ylVfPRI3EhGD_SCCgJ2ZptDEWDno_MQ9PoT39hxDWO8V2ud7IWfB_LYmJMDNlNUv5AHP5clpJB7gnzObqK1zX2yKTUQ5xaFxoL8D7WEGfhmP9kJY3PvR19ap0L9F8ttqFFQRm51g19-up43gTzpRUuijsqCgMikKtUNo2aZ5Lett6zBBuCA3VuSYpFZTYkJ7LwjNwK8CXwsZdCyrGlHA45iF_8V_mGB9nmCK5uyvqZJp8umwMicsHw==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m4',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(5,'b3-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrqvw1uGGAIyaZ5nEjArvXzBwZgzOVAjBzieBV5RpKKcat2bUWKgZekJwpyBCtGIYdkKVJ2zmHAmVCj5nF72dIsGSV7JQG3YEPvaC9KLeD_haWIaCzZ2PVDklDeEdSvc6H1HWblRcaiW8eDfu2nPiUZZjLq83-E1VVRTRiqs5dQjwIaft_mFf_gV_Ea46NZPRP','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m5',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(6,'b3-20261124093000000000:2','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrI41QTpun-G2SkESWDk8hy-p1Oz4bkP59VNgNJ3YUxo6izmLftoxVRmiQKYwXUODCKDG5_37GnP84JfwMncOmm7D0Vk7P3i8mqV4Fj-OMiUW6ulL4gyH9T_w7hA4Zh-dAEm7ALqSC0tI8miZ356laixSnuXY-1Wb1qsPfPcZFVK8i87Jqalckdzuqs-t7qIURSSUwNeCx9hv9jwhRHRtFQKPtr8dK2JskO3GnaaX9LpRGO0t2hdts7MC7HZAilKHYXnsNYIQxoE2Qv_M1jZQyemyOfwe6Zp6bYcZauxcZEsO3waaMAXJEquow6q2qTtDESC8yIbzNySiC460wjIeK_A==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m6',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(7,'b4-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrct6uqXinenhAQae531ycf4NVIU3hTYeCy7cDBnLZM3m8bUVZ7urlY5mNkpOXNcSRYwh5pz7_LrdV8zgX6ptbKlFGwg_q54_yaLYMBxR496lKEQ0HM8aP3DP46xYcK7WJ5bcPbGnEjp2Yeo3npwgJ9BYzv_OPSME783rEgUOM6K3Iz5vcQSnbpcWFxppVwJNySqwkqXym99666_La1o2H0WRCbLW2iYke07tu7_PDZZmSonxhgBHW8qAtK3A-0c681YMdh7tv3P76mStSwmX63i812klirTXhGeEV_e70uQA=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m7',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(8,'b5-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrEzbkTSptqhUBqNM4heHjoSGJ9wF4eSCECwttfggA_nVsmcHgbG_wJjSJ4nv-CITwyXrSbm2-0p0Po28uHmtmbsFInUUQb-_0oq9TgGudLLBp5KjzQ2NMgINyCjCkeqHWJWsmXSIwtyWnhZpM2FRtSs8ivbd8BBEx1pVy6FwGKoDQnzoe-8bKyR4WtoEkle70','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m8',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(9,'b5-20261124093000000000:2','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yr4ZnYuVEBe4OKMO1udaC4PClfQ7UgPzC9_ZTHmUamZu1cRyZFFdeKtoRlAwsUZGG8zNLKweJTAb3hghYgrCUvwTtY9Dnb8yYUr7rd0l2ipkAEqKioAoR8jxCTtmqexGWLierkNjnOY6OOOJlG266ljGtzuSDOmLrG85RoRyxy9DPjOHOOAtzJe02U7JHqv4tGULBLcjBls4LhAn9Jv3JEHJbkgTldngrH--5Bcj9fQJxvXpW7beTBeSN82-3nDWfIq-3qBowME4jYfjxx-nECkaLDrGMIfAEVu2ISqG2Svzc=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m9',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(10,'b6-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yr7gWmt_qEBzt0m1dd758G3WEv5BzS-GvIPTUzxziSI_gcKCs2hh9JFZ4bFgY3NDqepm5tgsvvh_3tlZFquUnxwJ9q9cR_b-LihBPZh-PQS-zrcKXNNa0wF4rEZ3gsI3Bdg3m7df9ElM_ooFP8UYGFACBuxU7S1rfCJqpD5oJ7qfiNr2czK7AchUhiYv2rTLK4RiCF968eQc96tKnHJaFCQUE7DkJB6KcbCrWlJXfnUz4xEOjOLdwLtqXe4IkvhqtByWgKyygx6AIIFea3dImRPrZ8wyYwzOEgL-yZQ31nrEWerpvkEDRu3MRI_PfBX7R5SKaS1WLsbYHCEmXHyZ36D9sl-4ZPN6TynU1JHCMxnwM54dtPt6kxWM99jZ6_f8tIYdd75axE6eFHny3vcXIdan-r8OSRAfRVJrmdHs0pQAm4KMroCisclgkQv0NmABKdGX_180YSnTgUMUTVpjoX-Q==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m10',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(11,'b7-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrTPIHYLtPPEKsnpRwBPs2H7fYQ_x1v80W3pBcseyQHzblArJ4X-bkSRaZUhUCxM0EqjctIMO0K8sf6eQXY_dHs7XzpS4qhymswEYe_DLFmLHvqUB_XTAojFfcvdD_by2RqTiaHUeWLx4UqeYPmU-t3mYFSbc_6PXx0h6TB_0J6GOjBiY0c9gwUsAQct1gjZgq','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m11',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(12,'b7-20261124093000000000:2','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrIjAJ8f5ckfekszIJE89DwYkcJ8Ff8Fr4O7A_kc1-R_eqaMeDH1sVeNlzBok9pcqgWJfba_Tmv0nziSretS-TJCsuTPvrqEAbDinAW_PapAkeoEKFJIhchdGq64d2C5vHZpv_z5hh_XB5FjQZ_crp_LVoBod7jhRx6zLJHpeRVpI4iFZRlP_m7HCwHydyCD2XhzTESlelDhoVLwZptSNeU8vVw6rEAZqWkw7890ZQsbOsn4iqMDALkNcWrzI8swjOyrWtfK77X0h8jRcPNPE99gvN8oTVXLumL0p7jnRgQ6KFvhSH942VRUhJmEU-S3ACLsueUow8xXoaw8iz_3zQny1Zluj5MVhOdqU5rMDiuAkxugX9t2HjwIzuvxnmIAqS68NXt-kT_nLabuU-hTsp5w7DxGt8xYDZgPR5gL7oVh3TW7ARi4o0vRtX92qel2zYKs7r-vlnyU0hVOUJCzvsjA==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m12',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(13,'b8-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrGfLpCEzul4KcZOstnOXcqIF3V670HrRxudbxYUWNWoYUa2_8NH7JO5r3Reer_Lnj2Dnl5IbIQf9DSIawwwZ1RGBR9oE4Y6CfOBfZXxfesk4i7rryL3wKvDPxdTu6r5UeIoD4755G9U8VvB6xuh0MZSgMXzVP1kpIy_PuysoLqwmtyrUbF7xbldFYbhAA-VwJYf6OBfAYYf2WDH4T27rHBtlQD3o5Pkf3F2OjGxUOW08=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m13',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(14,'b8-20261124093000000000:2','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrP4dyZ2eV99I68yz3Qsud1xwDuwm-CKUeEi7c0lPkJFMKvpxqHV5lu-MY0PKlt0hypVLfjXpG8APaxzh41t-XBh1fWHlXMEhg7dRG_pUBGIWtpv7eV8xEC-viSnJD3YPwIciiXCL6tQuDR8xW8qfAADP1MGZUfk4b_tLeFh1bkDdy56B7lylrekWkXUrttAiN6R9ZUn2l4nxu9g-ihhcR2CfRTnWQKNiYhDms-f1-Weh0AcNvLVOar-rBLipoW2LMDa-dBT9KC-cl54szGg4kFwjALYILFoRJUbPYpBAhuAVILnSHVgnbi-SPKVennaogb921n8aGMkqkG1PbGcoy2qIQhag4K7CHe9hfynGv4FffgW62x2s_lwG9X9-TtGK0l4m8_kVS7ZuyL2itglycUFBZyo14BPAh0Noopk1_9JRv66PBEuN320izM4CJ3XDY2sNpixkEAVBFmbFBu3Si49LVxJytJLcM7HKtqi2C8_wTfO6xExi-5be0unDLWNwqaCRGwOAbpUhjF3VfDhbHUYe3zE9RZ7Aabi6KBAWUY4-UoiW8Flvzn3nGrSwebMLUOQnJTt7FhHkLno84vbmibCb7ilNe50F7mlvjpiVF-K-iFMKwSBIYnK-mUMSeTYyFc5NAchY-QEmuPNtj29np4Q==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m14',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(15,'overdracht:c6a2c846c22bbf20:0:map','map:c6a2c846c22bbf20','pakket_map',NULL,'c6a2c846c22bbf20','gAAAAABrA1yrVDdXOGQYLSePijqGAGPfgqbNlSsREYly78I_231CIEuRPvfgkbMuu4PnqAlthO7PqWcW9OdmtBdoWu94aZTO5RK3SfvC2J1md1xjGcJ_guUoFU1gMAumMRLg58D-SucsJKlt5VkZFKpx_I-75ceprx4L-URUV75VDyO1PtaT_IK-icD45FIREHI0E2xc6X0q8mY20MN7vKbMYJEeti8YNNhUglb39EBImfxxx1nZzIWG2ICnSzFWh4s4A7Y4T55Sdl3jx51iRWgPrtGHj8yD9WViR-jywGF0sCnqbnwJe_dQP7lGLWDNwXDYlWIxkfG_Lm8pSTlirRSdarxcBXHZ7dICdaq0dGSQw9w2FP9FRiWALKMrgxqn1AITrM7ElNcsaP8nWD7xdcqHXOsgZ6815BCuL-p5Qfu0a5JzhLHj9psPMPOHg9khueXhgBRYkj8TgM6ngm4rjm4nxV4raWj2dzVTUOd30VE4qkEwPFmEW3yFy7pBrXtpK7hOp7w07OPD','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m15',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(16,'overdracht:c6a2c846c22bbf20:0:groep','groep','groep',NULL,'c6a2c846c22bbf20','gAAAAABrA1yrzIE1K8WhYaqe7UENpqkE3TDzPS7z50C9RVEuMpHyN0bTPadSWrieNOXUmANZtxnRJpNHZAPq1HvMRLX9R1VevmVHrHBZLqI5JINUDccXPuYUUSaWGJ3u7mAjpkU1TCYsYcweGKWfJxi6Zs6EClR1v23XM0WobpD0YDj4NUN8rxeiK5m_tqLk14qnPDNRzZfZb5EQOvpXr0pQ1oCkZba4WTZQlzTWmA-rW0wX6qjFCNu8qK-0fCtdpiwSVnVFxMcwniXINh_oY8NlRB-H-07dJ0KdzyZUZK0dobwUpAmSC0UAtfIp5zYR-dQCPfCH-6DAuobcZlQerf0-7lWlFsSOrrMSdTdsJt_k_xaC2lfAxgvbfdDYieEBW317hrXrdSwk-hqUqz52ypT-n6oTKo_n2Q==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m16',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(17,'b9-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yr9mqJ8ivMV8u705R7y7rkNKSYmCGiVtGhMVkbZg_O5RmrN3fzkA2k2HaIrYJl2OZKvCgfEumeqscw0JK0GIVPej86ZA9CFzAc9ZS3aeQOb1rhkPCIdgsVTa6Me73l-tH7s0AO8SGB2vqVJHIxuKTqypz1T3KVGUl-m1pHM0qxpKp6S0i1W5NpOtGZJ86cDhpgWdqzCI18Y7WWYxwD2vpri7-V2zBn5_ccrSh5L-hNrViFc_bWOqi3cyx2yhFgl3HO0tJShnz73kQZnwMDcUHLZ_RGEL8ThLAHjyZD8Qp3v39EPFvniTQLOpiNePMryDWTyGJp2Hu6RhFm28vre_C7hMpbVHoWcMZD_qh9yk8_KhUBJ6LD0rzx_0U3mFVljik0JS1UX1C-6VPJmmMnUXZOWQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m17',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(18,'b9-20261124093000000000:2','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrnazb3ykt5z0YSmREzSoxB7AI1NDUs2s0boXtSM0_vbIKvMhL20BLmrVdFP0nSdWHDO3Ed0SwrCAItO-NPUHMzCOdPkaSATJOWI2de4C0fk-Ndjrgas8SwkK7i0upekCv3Zz4KylKltyL9D6GqG_5EPEeSo3H5M02ee0CBAJKBdWx_dyp6CvbrCizGjLoPXXexy-3VI8hxpkWSxTiAl2FYjmCVl6sKKFVLvSSp9lGX1XRz7bhSob2gigD8qsPOhLQnysKptkElOxlY3-BP6yF1VNV7T5qm378wGuyH_MdVQ-RXeh-y5tf-WUiT6ya_OtoCftFAu_BoThR_0_VGdDYUw==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m18',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(19,'b10-20261124093000000000:1','bewoner:d8fa137a5328365b','bewoner','d8fa137a5328365b',NULL,'gAAAAABrA1yrQPIdnV9itaqegfO1LyPmm-GKkkxIo5Dl-eYT7wFZQSu5_5W-fT5NP1Ruu4xUSlHMjwRGmIdSfh0ImaIGyJJocaIwEmWTFuGY0v5Dd8p3YzuwF78NAyDseOWcba4PSxnXh_5LsexioaB7zWaNCm9atoVlXFHCcTTf0Z3qubmZyERR6z4qfbjrDSS31ndK15aswiJSyy14staMpDg8ffTT-4Sdw2GBGyB9SWhAAEcvl-8HOTYEVHIVgIafpquCzWbTm5OhlFpiWsbdvlxjFDoueKnYuX6DAxvM0NQVAd7Zl_8=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:12968','2026-11-24T09:30:00.000000+00:00','m19',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(20,'b11-20261124093300000000:1','bewoner:806a5d456e1f308f','bewoner','806a5d456e1f308f',NULL,'gAAAAABrA1yrNZYQfvtv9IoWcMJlIahNyIJmBC4wGzYkJuMPXW8bP5PWbwKVgljlOAr6Opc6rzSSu7EP7YYMExokHj_XlDv6Op1HPhwsEY4mvHX9uGZBgaoxea7ZpmMiZqJC_IpB_yrj-DuCgTy_1siCsHwQTv-lQUqWQGzNQ1S1oGByD2rBnV48GLlEkWvE2WnXY_c1WL1hNw8cQMLwudHkCIw2Kq8O1FmhahfrrVzd_W8FLDp5lv2ZAYfQHnPafWd7N1pByZ1RltYK1jZK5FCStO_4HBYOyjUzpqyKBG94MDgjguV4XNvY1UyO6ZFFA3wRu4RYj4qwTM_MuWRFuSpa_numZO2TjZHJmbHsg3NtR1eW3rRL4G9of0nsaX6nL5l-7JbcLbgm','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:12968','2026-11-24T09:33:00.000000+00:00','m20',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(21,'b11-20261124093300000000:2','bewoner:806a5d456e1f308f','bewoner','806a5d456e1f308f',NULL,'gAAAAABrA1yr55wiQoaNsyGjLehIfMFm-rgd-lHQR5LZjqURX616frAWs2HIWhq_v-SQLdbhiCSOqnPQ00vDWNz9uXfP9CZKVKP_KDB8bhkeUWLm1zmr0BnJgDvjJo0UlyLADlBxN0AdSIkv4iBUodwGLTr_bluli08EJFYB2mG4254uPoRYHCz4ljZ1j_aIQ8P9azygNbD8AFQJkcE6jDCu0vrwyyyv6w==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:12968','2026-11-24T09:33:00.000000+00:00','m21',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(22,'b11-20261124093300000000:3','bewoner:806a5d456e1f308f','bewoner','806a5d456e1f308f',NULL,'gAAAAABrA1yrQ-FnhMkAzyaIxRpIE8WvzAYki7GWY4XwmQDonCCyMBfkgBn7sZFbRRZeiY9C9k_gNEMz2IJ60Pmj7Z8h1XcgXlcRG5QJT6Bta3pvgqvJHVyQvF7f-d6khFslO7oKjLuejXDIiFvS4scVH2wBs7tIFTSXI1qZfax0YZjEku9G_wGBeT2_JUQmAuUNgNTQVuT49rn93x7-a70aU7uNuRWhrjNTCNoy-37BttGw5ZXP2I85dStaOrohEeeyfl9oLNRgBhfLJBAikWMN7Ni7fjng-JgHQTj0jfJMNpzFxSIqMetKMd_-L5FqB9clcZGZcGsU6catDCzaVVGQTdRRfX-LRtI58sDLdzGBKhXNyqZUecjm7TGltWh4NAz-B17Xhm1w9EP_oS74lRQ9_bj7FEd06H2-oRc7hBSk6iDpMNGmrm8Av9xPSeZlb9YJVT9wUWizDaa6Se2IClKnOVLr4q01E-9MBZk6WnLWomWUnh27zIylkXz43Az8sWbI5BWwrSY8Zikw3oTBmsRQQCS6QQciFTxbow7o2O5ph9tXwPnxoqWhxtEh_eAUkTvY9Zjsw4XhkQrH6M6PzWHmRuEANGGELTDT9KKQgG10Oo4X7Ozh_SlaZAYE5knb2pYbKcadZJYe_rnhXsbQ2HLtzM3-KqT_Y4RL7CudqnZOJRrhP7I_HD1VwsNKvbWsrHq9z7zHJ-pgnDF9Oc7k8D9OoZPk-F8HpvkOrLjk9XvmEeRoCBpECi1HGKCEx_ZDRiBE8prYkKQ_-RX6Y9laylu7GB3WcGO9jz9-fXvs02iQgbExoeFk1iJd5VGlGUNTXlyb3sPTsd6RjNVOKtQVDoitl1x0hE_ts2H3dcqBC-xHGKQaAZKd0poCGneGSAogxyyYn_yNVS4o05LJ01Z9V2KpQ8Nx2kc7qZad0QLzLeu1lrGqI-yT0n_cjI93zPC0SfzMWoVj8gP_b5_q54j0RcT6BZl2eqTq7wJAQHPLDqB-bZNOmzyghnIAitTbkN1ydiyio1-6SSkcTLiJuH-srKKyq6tLrchEGUgLPf6kkAnYtF5-dgOuNmg6n_N_T2OfOx9Ty92jbyUiwdLDwvXoYNotuR13aq3MIotH3fuJzHUkyFNBklZjuMJPpT6C5JNUhVX-Yy6BJ_7Rit9CeGxUkurI9cQVqB56KVOmSokYFCHdKPETf3l4WSdNilnRYeyBiikTc9lzF0tE9ZsqSONO6bxzXCYGu8TMHsMJfoLXaRCTF479l_KILFPZfKYxJzTUin-_TsQjuQJtv1SmOZM4gWeQbVqT759yGVsz2-UkbtvZmuFhFLPQv8yrXduxgJTlB1yE1YLlK0Sen8qiP9kN-NbxK97CGjGp1PtAGidHIbLp-kNzC96mgXPsx8ZdrsgBg-2UO7pM0IztMhiYUyoS1SfjpnZ7TU46mMd_4bUkSnvX2igpLcyO1z01BzRWNogOzoX_LdmRqf0DGhxBXLkEK1D-_PeDZrSHCabHlOn2AhtJZTFWjccCsqho1SVGuWbJuriGBAu4usy-7djlxOKGKkVUDAYVFeJMhXuCkAWxtQikW-e7H29kzzkka_UMifiJvm86l8IV7zK4JCDbPJP-vLOMlSUaBXZAO6jyZPj5cVSavvNOcIJCC4srJnaUrwxDSYHEYn_9sNtQ_Li0waoupqDF_SXjzxB8U1nWs6CCo6sKbT2wzNvEUxMApTMdl9k84lkdviTtRlgFjj7p2m2vyZdBF6hs7VG-5ECUrl3_sTJ42J1xi3k3e20=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:12968','2026-11-24T09:33:00.000000+00:00','m22',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(23,'b12-20261124093300000000:1','bewoner:806a5d456e1f308f','bewoner','806a5d456e1f308f',NULL,'gAAAAABrA1yr-LeUzA4LD_LnEnk3Cx9Czjii_ygTYYpKr2Oq00_XWirU5JuAgPbG8yRIg7lTyj-wiDsD2dN_l4XvtRuvMy9xIaW8mzhmyCDzsEcVC4Xr71nyXxYKg4l7DmsIwGIB89LSwzHZthQsM-qL7c8QcRQZug34oQgY5DEyiCBcWe8GntJsDgEmMUlDffcNzRLOxG-QFVIv5nsK5TAsjwbVMh0VrWPR_GpMO2ixwFjxdC_H1QCmIcIY0erMCBoY7qUy9PrD9S61RPg4QvmwzbWOZZ7DW8KYEYCGLG26kgEPj0ZKIB9axW3-ov-xPV3YJp7SJ_5-hvoiRbXBAOwRygUZj22QSe_zSAGuX-MKhtX_cxctDRky91DvzND_VcP4_vVYTFvDqZ3eexIxLvNBmCOVaItDhgJ4qKTdCEkKtzKWtvg15xdUgKaCStaMb3hzI0Z0UDvGjH9zdVxStYWPoK8eTO5-Jw==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:12968','2026-11-24T09:33:00.000000+00:00','m23',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(24,'b12-20261124093300000000:2','bewoner:806a5d456e1f308f','bewoner','806a5d456e1f308f',NULL,'gAAAAABrA1yr0iaGasLtbZI_PeJf-90Fz-hD4Enakd6CaIYH8CBUpbOT3GMNPXSPaF2d32BMsY6o29mezt9MjiesUhY-qm9D8R7j8E0n4ZjMHzyWIwBPAd4xC-b1WkcW_cNG4n0V3CPAZZrbquWqd4FU3LyzlzX8zu7RKqG9aXk2DW9TIqBDhDblkN7yD_6U9fGc_B6vIHXHEifiT_mGROeFORMKofuo-xAJ9hQuyd9cnHTJ2VYpFmqkxuPGJ8EzkRoXX1p5MOWuIxLVrpG5UaFsGsg1gDOmLo812GNFb1gWL5MnWilqxeriKqEL5_TarGL4StjTZCJsX5bu1fC8i6M8cYxcavOLlWrz346I4i5FrlMAAws_AFsYsxxpsWqcuMAf8pXRN_e6','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:12968','2026-11-24T09:33:00.000000+00:00','m24',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(25,'b13-20261124093300000000:1','bewoner:806a5d456e1f308f','bewoner','806a5d456e1f308f',NULL,'gAAAAABrA1yrxHONOfKimn3q804wMwc7ri9uYpX6jt5Hb9E1XtcvRkY8t8awXYGvzLlRUDl0mvP5t21jVox0udat76DiQQh213CHrPu_3K3tgYYvn-yp88O8OvGpcCByTIwFkLVl4Qh30WBAmIN8zqNEpCVdx0sDkuO3DOAAXVNyRMP8MCU4Do8r4k4D8vCJMJRVgTWQSlH7aS4Hui8vBhUyGlw6ilP05lLGX53xX9CWakXgOep06JNQvGdSkn-4TfGpt0AlcgygIxfDvf8kXeug6Xtrck7a8IxF4NftcBtAVSRd4NATmZg=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:12968','2026-11-24T09:33:00.000000+00:00','m25',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(26,'b14-20261124093600000000:1','bewoner:11df6db74d712085','bewoner','11df6db74d712085',NULL,'gAAAAABrA1yrVqwQWgPKZcAlojC6VHnyyD0cT0E0HQUN0IXIb9vi8EazI6c11Jy9pNKpqrjD4pAWknAVIloBaug4ZWZnuAqu-CrvnRk4846rEJFqxss6Vl9OHgwTeuFR1pFPpOqqcOTTIOKBw_KnbNp1rRIWUT4jQqW99TB7V-_mU9wrJrEFtrjlg2EvxhjOfCXXajZi18rMyV-oOR1dFh5L-yhZm3J5oYE_8j55iyG5W5mZhp2lmmxna7LWgAB3fEPg-yZncoRERN0o5EwFOldDnu1b9TeK_9cn6ah-Xyr59C9kND1I-uYirawStyWEh5tN6CninqPghiwgtdORwkshxjdvC3jgIwFGyBNykNjv1UuvxvU9WGsu957g7hx0Q-alkERBL31L','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:12968','2026-11-24T09:36:00.000000+00:00','m26',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(27,'b14-20261124093600000000:2','bewoner:11df6db74d712085','bewoner','11df6db74d712085',NULL,'gAAAAABrA1yrcWsZg5Vf7rZmyJx_Ep6PhcSNBRhLXZmnP3xzUViP7OnKJ8CU82Aae5KkjryegbfUtoOb2D5KH3ZaQgfgZtrp0NdlCeyJAZsF9Xcv66LddPR0hNkB2Zw7q23VEfLKHOVIZP27e3aSKbB9td6hQHQ3gRc-SJMVL_nck7eqPL4D2W8kfWQpIaLjGsQkyuuvtdj3iQxeM-mvHaTL6Ful-HqIl2nYrlSXmRBRlRreZ3gRpFcp_CHnVsaDB3T8AmtNHUBsa3V7pB_gYKAeUFT4KQQp5G_wUtXhGGLF1xKu9fqdQmGSQE1dXSZmcJpZe9VX5l64BQxfZJKd4Q9RWg8OjDuQEidFBstyY4N4iEYky_y09wQKBp-G5UWFHuupqMydndY1Bbnog4-BTYEraaMv8i-9iAhrLBEqex4E4_kDxaCKPbI=','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:12968','2026-11-24T09:36:00.000000+00:00','m27',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(28,'proef:1','groep','groep',NULL,NULL,'gAAAAABrA1yrZf3u6oe3UMZwIiASQJa2v44-6M1t8uk_mXeE_c9P1ouJ-zk7GS0yyjPvSwExVrkUQUZGIVCRYeeOHgnIRNAqyPc_WvpfrNez2dpE1bZ9vO2xbGTNJK0oeOCigP6MLVQxUZwwfnTJUiyxGs7GTr92Tg==','wacht',0,'2026-11-24T09:39:00.000000+00:00',NULL,NULL,NULL,NULL,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE overdracht (
    signaal_id text primary key references signaal (id) on delete cascade,
    tekst_geheim text not null,
    status text not null check (status in ('getoond', 'verstuurd')),
    keer integer not null default 0,
    getoond text not null,
    verstuurd text
);
INSERT INTO "overdracht" VALUES('c6a2c846c22bbf20','gAAAAABrA1yrGyqQjkSt5cYeeqTiTkMW2qx8mTQHQ2rGDOnO62zkxcyl88a_Jhx5fXZwREBcMudMJ-pXAiDEBmjmzJwnNlsPyH9NqZxvpYHZv5gW51sqOZF0uP1wcN4wXQ9GocEUxD610w8s2XlsE_0iak_vddLDMeseovk-jXrl5yZTOHa7byeqqhwrAZxmtD4q2qqobxbKJcFjIl-OkVoJKIQW6SbRc0oKyxHZl58Y8p-ihwoCyInKMcdd0aQMOMnd4Ls_zCRP5Xn3jrxeWd3KD3OrgZsAdVgaSV56wvELbsIasyVESiULP10QXvDgMV-x7GML5sraCkONm4AlylSO5cAY9no_kOOkS2QEgk0drZqxEgYxY-OBcr1SF1NvBzH5WYCKvg3V7it-saz4x-TRRORjbV_1XUkV-AkoHJBPeuOecyX23f27OZhfyqidyUK_XlIvekd4','verstuurd',1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE proef (id integer primary key check (id = 1), waarde_geheim text not null);
INSERT INTO "proef" VALUES(1,'gAAAAABrA1yrDMq41whI4O5laDqkJ85bbNaJJuzOeYaUsz36pFgA4ICUha7j7I2XSn9o5l2N6vwBssPNGZp-SZ70ZgcTY3XLog==');
CREATE TABLE sessie (
    merk text primary key,
    medewerker_id text not null references medewerker (id) on delete cascade,
    bewezen integer not null default 0,
    aangemaakt text not null,
    gezien text not null
) without rowid;
CREATE TABLE signaal (
    id text primary key,
    nummer text not null unique,
    gesprek_id text not null references gesprek (id) on delete cascade,
    status text not null,
    rol text not null default 'onbekend',
    leefgebieden text not null default '',
    route text not null default 'voorziening',
    urgentie text,
    nood text,
    toestand_geheim text not null,
    aangemaakt text not null,
    gewijzigd text not null
);
INSERT INTO "signaal" VALUES('c6a2c846c22bbf20','66180339','d8fa137a5328365b','overgedragen','zelf','contact','frontoffice','week',NULL,'gAAAAABrA1yrOOFP3c2slNhy8NzE7XSxFL-eEd6_YAD8t9-whXGgGfcc7FHTss9UVvKLOn9m0IO5xcM6KoYPF9Mtfh4boy6t46hU4ADCgl_CWDJ7a7BhX2keK4Z6zfHQFf4gxenKtY4JtV200b5sxs6QbCU_x8usZ1uVmV7p1TeFsitizN5kgwRBE20hqtvlydfEKSOCvxG602se5K-LG6VYwyHdA8wxuTAi8k81tACqo5rh5xZsHDBvFS91DCXup1s4OHHypexZXxVIhC3kGNtZMoYcJq5D7jI7IRS-NOxZ8Y4IOQ6qcYOU9wP4njDgNaoOa1yOdGsoAGSqsCAgB6VpO1y7Jf-6R7NA4Gef3CEfuB7Vj2JiYA5OdI-HgF6nBibwrr_G7Pvpcln36Vkwlt3OFMbPd3LWeth86Oy0g71zNvM8t2jbyv3pDbK82x9q_QB5IDD2QZ1PhZiq2EIwdWi5-_zVApOJlOBMnkHP3DmEn7e6uvwoP5uUXcuXRgVJOxD0gF8aWjpp8AZp9dlBy-r9FGiaxvMe34Lrzt96mESZYDXsTGYUx5kPGP8U0wtbiipsDYbFFKc3duTW2n8_MZRsm7e-NSqM_QmaPdLUnBJ5yafg-F_dUnUjUe6_ufPQjWVoQUVCrPHzrmow3biedm1tRzSFS6U1RLpidyG1qX9ZfiFiVsAh-XEiVt2u88LdNDeSbemvSbtYyTqOQxHSvUywphbE_NBEIOIEhOkQjZK3-rRbs0mP7RSE1a7kEW2-DmxN0Av_gojlEJ7uzdNPcvaKiDY4638dTPDVPKXAgE64amavSqsVDcg=','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "signaal" VALUES('e06344623df9cc6a','88489531','806a5d456e1f308f','in_opvolging','zelf','contact','voorziening',NULL,NULL,'gAAAAABrA1yrUWDC81lZrrMPxYOgYvaUC9B1nksieFyfDDOcFV9euPTsRpYbCyxmCoeehw8dQMyjtq4ZOaq_853rHmtfBdMZN-HDW2XYJr9B6O9OdVq2gZlLb7wVzc4oBFc4pe2N7m4qd5AQsmUTZZFfr91hGGjUPfj1Q8ialLz72RH2ANnUI9y-mgLKaV99Q6mvccn15Hu3cH6S3vco1FHHGsfVVWOS-hvzRRp_Ncxw0ub8hbj6siR9-5YbYzKmeSQvrXPP2nMVxBpzQ_RPbV65ZEsFZiqMFRASnA3f2gOJUBgq__n_ld_7q2K6_pGVoi09R-6Cqsl0L3mvO7FSnDEOhHmFgK_Y70fL37plHmzyfiNFVuzE-UmN1bxEOw50EFQnliMVfrRpWyTbOyrDXhkTSBgSRYc5iAmw3ezt57X5bdGcjaJsSQQZY2SW5RpL2w7RJhbZH6oK6GUxvm5t2bdtF9TAaBjSUuTEyHX5gPhTt3MKheZXGjkROak3rFfqSUFIldW8vJza30WQtqhGWuVIEovxkAsh3pbLH28r5mZzIe7GAJt4knBRQ0ql1GCWpP02F81R0WDELXQdph5p0DJlzlZliO60j2fpXWs000oJyTW6Pe3-Bv0i-hNtDhOnUqQjFoY5MCUcfjZS8-B3ke7aqJD6gRl4NZNHvyq_9937UO9Vckw9dmDHr3COmBzEDk-oQLBSYVC6AT0u3dHDQ9XniYQYDspD-0zLKS2ISDfke0KGhUexMzUTt_GsBnbRfuHltv6_DsuDMHsMFo__-zqcjx7-UztAew==','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "signaal" VALUES('8fe7b57e2419a5a1','71830106','11df6db74d712085','in_gesprek','ander','contact','voorziening',NULL,NULL,'gAAAAABrA1yrmCNMEONYExYFQBcKiX5WvR-6BdV7GqquC0UackimsjTlgpN1K3ZOHkunoGcbQXlopp-enGaO6AUIp1Bne65f2d1Tp9r-LTbZ11NrYbvzy7QTSb8LZUixs2-T36D9u3KQLNBrZtkgoVMOsIht2ZQLkOoXzRVKEAULUJAZSNIfnseoeP5Lvwrpyznov8Wxv84P0K9nnM3AdsP1x9ePk-TtY-hKFy6ZUBi9B3FleTBYHvuRr-CG3QuX9z8vLx_0V28wgRpiZkjGubr7yBomvGCdl4aVMHsR54gx9b2-8dqkGJS-Cvp-aKHDIerBkjfmSUk3hSemSddfI3NIddO5dEqFZlUSlcv9ZqMhsngnioK8iLrvvfXYNevrGoHOlSSsz3rJ5Ur1p7ovo8pBX9niHWQ_uEd03vxQ4YG6qjLa88rjpbTPDbMmAYskOVMUe1KN6wdWOJOY6NzUycgHjNV8nRHogftA3IAnh61JNj3ARY-RlIJTq4q9UzwP7QA9Wt5s73EO5fWLTZhuwwxMWoi-Bru7l7DeV6sN5x0yfvDv_8m1-KdlP4itL3JJ7Ni_m9z4v04Tb2tTW9OxcsFPSZxlpXJq-sM6J7aUSGyI-uYf3_eu-OZHCZ_WGcRmDZhNCfvfMoi2jmeqE5vAchJ8TqVDoaOPV0XvCPfzn7da6_u4xnGcDGgFsCP3Zx9Oocqcb4suiUYLaetEM5rpbyJsgKyW_WUpZQ==','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
CREATE TABLE termijn (
    signaal_id text primary key references signaal (id) on delete cascade,
    urgentie text not null,
    niveau integer not null default 0,
    gestart text not null,
    op text
);
INSERT INTO "termijn" VALUES('c6a2c846c22bbf20','week',0,'2026-11-24T09:30:00.000000+00:00','2026-11-27T16:00:00.000000+00:00');
CREATE TABLE voorstel (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    voorziening text not null,
    plaats integer not null,
    keuze text,
    op text not null
);
INSERT INTO "voorstel" VALUES(1,'c6a2c846c22bbf20','inloop-de-pastorie',1,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(2,'c6a2c846c22bbf20','floralia-park',2,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(3,'c6a2c846c22bbf20','vrijwilligerstour',3,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(4,'e06344623df9cc6a','inloop-de-pastorie',1,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(5,'e06344623df9cc6a','floralia-park',2,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(6,'e06344623df9cc6a','ac-de-slotjes',3,'past','2026-11-24T09:33:00.000000+00:00');
CREATE TABLE zet (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    van text not null,
    naar text not null,
    reden text not null,
    op text not null
);
INSERT INTO "zet" VALUES(1,'c6a2c846c22bbf20','','ontvangen','nieuw','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(2,'c6a2c846c22bbf20','ontvangen','in_gesprek','bericht','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(3,'c6a2c846c22bbf20','in_gesprek','voorgesteld','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(4,'c6a2c846c22bbf20','voorgesteld','overgedragen','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(5,'e06344623df9cc6a','','ontvangen','nieuw','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(6,'e06344623df9cc6a','ontvangen','in_gesprek','bericht','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(7,'e06344623df9cc6a','in_gesprek','voorgesteld','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(8,'e06344623df9cc6a','voorgesteld','verbonden','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(9,'e06344623df9cc6a','verbonden','in_opvolging','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(10,'8fe7b57e2419a5a1','','ontvangen','nieuw','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "zet" VALUES(11,'8fe7b57e2419a5a1','ontvangen','in_gesprek','bericht','2026-11-24T09:36:00.000000+00:00');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX bericht_open on bericht (gesprek_id, id) where status = 'ontvangen';
CREATE INDEX signaal_gesprek on signaal (gesprek_id);
CREATE INDEX zet_signaal on zet (signaal_id);
CREATE INDEX voorstel_signaal on voorstel (signaal_id);
CREATE INDEX opvolging_op on opvolging (op) where op is not null;
CREATE INDEX opvolging_signaal on opvolging (signaal_id);
CREATE INDEX termijn_op on termijn (op) where op is not null;
CREATE INDEX contactmoment_signaal on contactmoment (signaal_id);
CREATE INDEX outbox_baan on outbox (baan, id) where status in ('wacht', 'bezig');
CREATE INDEX outbox_extern on outbox (soort, extern_id) where extern_id is not null;
CREATE INDEX herziening_signaal on herziening (signaal_id);
CREATE INDEX kaart_rij_plaats on kaart_rij (plaats);
CREATE INDEX kaart_wijziging_id on kaart_wijziging (id);
CREATE INDEX kaart_wijziging_import on kaart_wijziging (import);
CREATE TRIGGER kaart_import_blijft before update on kaart_import begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_import_weg before delete on kaart_import begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_wijziging_blijft before update on kaart_wijziging begin select raise(abort, 'append only'); end;
CREATE TRIGGER kaart_wijziging_weg before delete on kaart_wijziging begin select raise(abort, 'append only'); end;
CREATE INDEX kaartmelding_gesprek on kaartmelding (gesprek_id);
CREATE INDEX sessie_medewerker on sessie (medewerker_id);
CREATE INDEX behandeling_medewerker on behandeling (medewerker_id);
CREATE INDEX handeling_signaal on handeling (signaal_id, id);
CREATE INDEX handeling_op on handeling (op);
CREATE INDEX koppeling_ander on koppeling (ander_id);
CREATE INDEX inzage_signaal on inzage (signaal_id);
CREATE INDEX inzage_over on inzage (over_id, id) where over_id is not null;
CREATE INDEX inzage_op on inzage (op);
CREATE TRIGGER inzage_blijft before update on inzage begin select raise(abort, 'append only'); end;
CREATE TRIGGER inzage_vervangt before insert on inzage when exists (select 1 from inzage where id = new.id)
    begin select raise(abort, 'append only'); end;
CREATE TRIGGER inzage_weg before delete on inzage
    when julianday(old.op) > julianday((select max(op) from inzage)) - 365
    begin select raise(abort, 'kept a year'); end;
CREATE INDEX signaal_inbox on signaal (id, status, nood, rol, leefgebieden, urgentie, nummer, gesprek_id);
CREATE INDEX behandeling_wijk on behandeling (wijk) where wijk != '';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('herziening',1);
INSERT INTO "sqlite_sequence" VALUES('kaartmelding',1);
COMMIT;
