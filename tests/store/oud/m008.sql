BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'elkedeur','m001_first','2026-11-22 21:20:48.005468+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'elkedeur','m002_herziening','2026-11-22 21:20:48.006387+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'elkedeur','m003_kaart','2026-11-22 21:20:48.007106+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'elkedeur','m004_kaartmelding','2026-11-22 21:20:48.007662+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'elkedeur','m005_frontoffice','2026-11-22 21:20:48.008786+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'elkedeur','m006_wachtwoord','2026-11-22 21:20:48.010013+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'elkedeur','m007_cijfers','2026-11-22 21:20:48.010578+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'elkedeur','m008_chat','2026-11-22 21:20:48.011706+00:00');
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
INSERT INTO "behandeling" VALUES('28ae1942a7e91f4b',NULL,NULL,0,'','',NULL,0,'',0,1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
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
INSERT INTO "bericht" VALUES(1,'e96580fe7af76b58','u1','tekst','gAAAAABrA1ywPTieoPJkO1BImh9ZFwHXXr5otKIR6pMQ8NTZ-yJLKY4MOePo41GBZ7feT4GCZ9v1ZutF6V0N43hdSj6byT4L2FFL1HCJCSo531GUWpzb15c=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(2,'e96580fe7af76b58','u2','knop','gAAAAABrA1ywBpmMtPymYPr8bTSsTikxLh-g5lJocZWSUP1kKcH1IyqffDMg-R3TZTIxITcl-baBVocbpMuZfGJSLfcFDkw6mdwfiFW94_34_lD6E9x2tWc=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(3,'e96580fe7af76b58','u3','knop','gAAAAABrA1yworUbegu3Yiyyn-1XAGHTLClFye1f3ETYny8h-Z5kcrMVffgYNiH2XlHKrD90ZEmSgnQYW1KpUrxyferjxcvFAsL92wPWy1S5uw789fsYnA4=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(4,'e96580fe7af76b58','u4','knop','gAAAAABrA1yw2tifdjk-0OI8W5JM3R54IWGEfo9KqPPkorFJZDMhi2eCkE1D7G5epsIslMqxGL_zp9DhZl-PGU1L-u-jOGfio7KXJF4rG3TiQqmqfP29r7sGSr0Z0k-W3hZXarHjCiuY','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(5,'e96580fe7af76b58','u5','knop','gAAAAABrA1ywQCRjeEoDaf-UfYnQBTq566yQsJUp3LriRLf6OtNhCMTeaFk78MSe1nTbHelI7vuiOC2yMhf3cmNnwcbS8TeU9E-bwwL4x8ASDRakYn6KGO9pLR7ebuHGLVs1OMteEkEP','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(6,'e96580fe7af76b58','u6','knop','gAAAAABrA1ywBs_pNDVGPpmFSwMGboDcpyB9iJNNS34aBfs7POG6wX1VAiDgNYpAQbpDPJcs-NECt-ungoXvmV2O99l8wN4YfRL8yMJnmDKG3SK57CHwG6eMxR4nPgjjBL1NwY2dLHJr','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(7,'e96580fe7af76b58','u7','knop','gAAAAABrA1ywr8yiR1odJONeiV2VjSVRjla8DsSvmix0xQCy4glA0bqtv6mBo4UugZdbYGVoTyOyeLZymuuBwqMobS7WOwQPqkMgA1FbA_8NopUBx2XheWHqJHAmbdiNN4PwFkTcrwRB','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(8,'e96580fe7af76b58','u8','knop','gAAAAABrA1ywB6WlCtQIHo2sHfNgmc5R9g8VMJ2GpuZsP2mBADaF1HKVptitfSNJb0r4HxcrETARFTbUZqUzBR8zoyjhncCosBd5NpvvES7j2JDnNE4WQPOwy9xXI--Nxwaf45MlqAfC','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(9,'e96580fe7af76b58','u9','knop','gAAAAABrA1ywfaF5zNzX7jrAXr47GK2yyaUCOoFeu7FBT_IGtvHilhzLT4uOranGnEBLMtUbrYAxPvQp7Qftdnb8qwrArDULb1E93SLdhw-g07VdVsUZbpk=','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(10,'e96580fe7af76b58','u10','knop','gAAAAABrA1ywvTRMsyfU5qCaeIG4WuD6BFROJo9c9Tzlw3xHWDUFJdhvNNvneeWVuJ8-Q0icrVKuJUAZCfR29iQxe6dlZp8cklcjjzeYR1MFqIqnE35yDPkY0YI-Cfbf2LO4KGnm2qw-','verwerkt',0,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "bericht" VALUES(11,'b5b26d788756098e','u11','tekst','gAAAAABrA1ywYp5Sv_dls5dr07Tkk0vaOCQZ0A9yUF1XnYs7AnYmlVGvtfXq3fY6JFDAZV601AwQIZgwEtX8P4JFvPKKMMowuz3Z0PL26xCT3Si9Aqg3NuuH5j32REJB9gp9jsCkLoI6','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(12,'b5b26d788756098e','u12','knop','gAAAAABrA1ywWQRcLs6R4vXsi84IKc22Pe_Sduk4LS23oM9MbWW5YpphUIsuIZjs3lzZ96LD6WN7mQupBYVO2vul5uSAn7UXuEd8JTnxaDccx0RQJ0zsRt20xs1p7mbJsg0mI-At9AKV','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(13,'b5b26d788756098e','u13','knop','gAAAAABrA1ywtfasKKT4Cliq1d8pXiiU2pkRsHmiUEuA0Dxb3KWFRMyp0K_fAVSGu7bdLxKM6bpNavN9gS3jv-cgSOf9BAMBiOLXchEEGyPOmuA2UG8ZbVzVtYF9UZk-_OOIAoUyS5lF','verwerkt',0,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "bericht" VALUES(14,'86edb0b9a13e7509','u14','tekst','gAAAAABrA1ywrQzXib1dxMoyd3puhRd2T8j8-sIjQTHbeBxiigplUsrP94cucfs3FkL3iP1Z8O9xsJwaEGX7rFh160v85y_tpECyddvbGb6zESEtRe5y79l7zPIMRnZLRr3JXRX_5iVQTLH_vfp-mWdUKFpEygHUeg==','verwerkt',0,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "bericht" VALUES(15,'0558626e0a4f6d17','u15','tekst','gAAAAABrA1ywEPE1V6WOAd8TA-HYAC3yiODwCovvPHGVVK7t-ywAseRNG_vcyHgpfLvET8eoAFq_MR0_9q4UV_iCC7Set8uUnES70jZ54VddvjJfO0KmUQkOzDWsZ1vDBUuQdO29NESGaNSsxnMQvFo5_46nnnJFqw==','ontvangen',0,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE chat (
    gesprek_id text primary key references gesprek (id) on delete cascade,
    code_hash text not null unique,
    code_geheim text not null,
    seintje_geheim text,
    gezien text not null,
    gestuurd text
) without rowid;
INSERT INTO "chat" VALUES('2f5a24735db6f4c2','07ae441f6a7070bf3abea6fc51be9461a6496ee179b954e33cd337d42171748c','gAAAAABrA1ywlKqyg8BnjT-XJ_DReEr2XTCA0VIpCQeB3YNO1OxJ6CRF95lmaWYqtS9t9VhnfnT3dVFP9weAvXDSLe3Ou7x1NU-nGFj-NmFmuQ9R-vNpu_E=','gAAAAABrA1ywsX1iY-DaO9d8hJ-gfU_Jxthv2mJyio7jHo-ceDNkgeodM08bwvsxsmwcS_jq_F0pvw0zTB8GTC1xQFGDzRXTy59OsekFuZRPZnqggwuNqs-aVSPVMnbg6SlBNpC_g7Qv','2026-11-24T09:36:00.000000+00:00',NULL);
CREATE TABLE chatsessie (
    merk text primary key,
    gesprek_id text not null references chat (gesprek_id) on delete cascade,
    tot text not null
) without rowid;
CREATE TABLE cijfer (
    periode text not null,
    tabel text not null,
    rij text not null,
    kolom text not null,
    aantal integer not null check (aantal >= 10 and aantal % 5 = 0),
    primary key (periode, tabel, rij, kolom)
) without rowid;
CREATE TABLE cijferperiode (periode text primary key, maand text not null, op text not null) without rowid;
CREATE TABLE contactmoment (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    soort text not null,
    op text not null
);
INSERT INTO "contactmoment" VALUES(1,'28ae1942a7e91f4b','overdracht','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE gesprek (
    id text primary key,
    kanaal text not null,
    adres_geheim text not null,
    adres_hash text not null unique,
    toestand_geheim text not null,
    aangemaakt text not null,
    laatst_gehoord text not null
);
INSERT INTO "gesprek" VALUES('e96580fe7af76b58','telegram','gAAAAABrA1ywcnfGYzSFHwd81FH6Ws-1hJBr6yTCvCWS3MjtDxPIPbzjidcHEWf7vzZyKEMsYAe1HH6Og6zPQZT_DIJEnocdhQ==','a534224cde46a252484b0f0a6a2fd527bbfa082ee69438e9e28254af53866e3b','gAAAAABrA1ywCnH2wua4F4ZUqJavQsHX4PwsAz_WxuIzybLd-68H83wgDyIlO_R70dynGiguXPLOY688h3QVmXHazw8yyoF69zyKqo2qm8XF3t5s9PWoALmNbPnkQa_nOI2_CtBYS2rigBVBDYrGtsfdQNvHdrBybs6jIb4X3oSpTBB7MDKOEKl7RfmNmcQhLnVsDybX1_dRQagaEYne9q21_zQu6TAfxsBWMcyyvgM-nG5Jl9oqIt0z7yjVEWr1nIB4gUfK50VuMXaCaWa7nUXXjQURKXFtFjfwH7edqLxsBQnESmpgHTTODEK2LxzyOemIqDSqq7Sne716GHmHOFzkuJJb44Dc3-Q1ancAUMMx3w90IUG1kwCC6-JTjXyTqKNPbTdY3O_NqBx4sJw_Ue1HJDuw9uDCOlNDRuUEYNzTmqhMzbo0vMegowidxFVWTFNk2Fgn19I6vCP5HPhOqLYkRZuvd_ZSI8D23cpQe7UAyDs1AsBOy5BMF3gOC31yB7B10prQBQGQNFcbouq1vvphRKC7LXNP7rmx1OQD0uQ1RR2SxWf5iQk_PLp3pYQyHu47Yc2HxlzbRSxfeIy1elN3qZX3f3vZTVzQgaqUTRbPoj_DpX09fNVaJGrdi4ksKtP5kHZvmvrB-yynmirZaoFJkv8PrETXpM0K3dYvd29BADF4S-nBlyNz8XHkI6k-YUYk0VRSR420WmrPUe9SyuckVIldaPHk_ryhDhu3UQdAp6OnJQ73YSQT0caAyKj4RGdG3K1IbSywLNw4rVpUqfXLi8l5CnB40R2GZ7b7G3K1A9SqSwsRLVhmUSevOGwTm5c67yacXJuNl6yAu4h1_RFGiPuKYrJlyNNjFOL_VBxikSz6JdzTrshyFMAJBcf81OPrjJq1sUE6lPII3P7WUJrdobUVTE6mcPZQloSACCzzgt2_cSQlA2Cy3JxEEsulnU3GDlcgOVBepkE_MujoKY2SrFLMU27IRXVZFQOb_NgW79nNo_3Q1ODIYZZIJlKbY86eaZXgfynSdqTR1y6yt3xukeW2x1TMsnaFKTorgIe0H99-4-yv5eHrReDm8zublVTi2AVZ6LhiPXDcctI-D0IRWCaJ-uTC-xA15t5StZ7fWoUO3I_Kb3N135_jMgiQ_YtIeJdPrh10jHLLYNVyUZyia8g4fUYX4nAQa5gRigNjuHOEcYSr-6ONMCdX4FS1i4n18DHqAn4kAU1--cl_pWN1MAR0_MI74Nr3nE9HGPHa8onf2PmLed_LECg55LeRbkko8G1Cao1jck7WEqH8RqglCMadM0tWoYVkIZVLKX3P53hbfsd4i_PqOw30VZsZfmqQmFLUyHqq','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "gesprek" VALUES('b5b26d788756098e','telegram','gAAAAABrA1yw-8lKR_2yyBX0OREthbVmZ7LqREHgG7znMJwnai6GA6uxvl5688MtoB_ZKvO25bS64CpQ6Kh9awr3zR3ZFcbpUQ==','160abde2d9bb77b995c5c85437b7eb2075b8beb06839cc770152790429f9a07b','gAAAAABrA1ywUZUHWRsO49qvf3OCdfc9G9cthxKWAi_S7ysPLXLywqKv1BAOa282eVWJA2ep9zj8R4hQ38baEx8NPBC80cSIQZaCIMbxEk6UgTwXQTXzSwytPnzYXG-ePPVnQtB4VoOFy2NscENjqtyYDt6SyIdfbyW6O-6TPdOg-goTYDA_GU7IKaR2J94T8e-KszpjNzjujricMsipdyJXHuFfbM7inVNXxp1VmYd43CfxsyfmlGl9Z3j61iapulMD_gL_UPK7fhtmASEwfvrlfH2G8SEzDOwm7F8lknohd9vjkWj4acU8409mMINyvvk7tNn-Tnpm9CDhEX7NfZMgua1Drprt5uym5klV5kT9xh5NdrVvbO0mclWPFnMBwDuQSQ-t3m_bvgjlwCZckOHLV8O_Av_dx4sHfLd3stV4V6bfeYyTELzWDPvz3XisejODlVyTrbCqJbeD-ZkierbutKcvVpflPol28mhMBDynfBPZ2HOo6btBo0bX9KX6qxRxyibznptnAZb6Fz98u-uk3XCsGoGn5PXnRzHcCGKac1jfS8Pz9-sxo7sgJPfKiHnjsqj7CxkIeFPZ0CAG1LMjGyD-2Gsu5YZWkZt4DbJ-AJ3pomcoaH7RuQC6EvU4BDaC0DCWWwTU350gITJrnfXBMUs76WjqEFzoikteGbLeC5WmzNVTTGugDVem3NfE0r7u8mn6Rkng12omo74SeWzdzNHBSoORw9K7SjsrRtZkR0h6R8V9qnw6vL6H23PSGSY61SAuv1SGhjM3H50ukF9QjoYptvu_6fBkQqRyQ-ThfYlabLSXrC5Du-FmbDwHiqRWNEXwAwIHLmM-t5YyUuanzrdg_8c0z9PyIO8BZgne0vUjVLFv1SulC1DX9aRdD-MEcAYYCuLxFEO59oI7m8E049CRW_-sxURVJ7TJHDCbQ1JI1YDBXAahYVATWTe9Y2sCJrk54LZvb0BVtarOTsUBs_ngm-Oodat6DS6nmpLORFzqQnijKPOnAwudfIN6cZeAGE515-YHY8wdAmdK4wcYDRVzZoQ0S1TBAlKfoUWznhmxH3izo-RJtOiDgTu2BwloMAhzn6fUASUwfnaQ1sqqINkhVmrKfJDrtNmG4wi_DovXPD7ipMqaDw3h2xNCAnViwJgdNDTUAem-HxnMurArSWSeBijMY8TPDS1MQ08gK77qNjxwzjfNT3K4sfDUdwPPPDQo2wRvvcKf5PrMVmMDuifB9sd5FxOgozDDortcptXYkJyt9XXS8BKHGPev8VPpr6dhIjUIiw8abp1ybP6m2iHzCyGTFg==','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "gesprek" VALUES('86edb0b9a13e7509','telegram','gAAAAABrA1ywYgxAmRI3gfQfM54pmGW8ccFMxdPXZCUKqI-IDgkGMjbkktpKJDiiLM3Q04J_XipjIgsqnVbXzUo0-978Mm5jsw==','18f0b8da900fa5f8a87d057ab69bfc1b9991a36de294eb9eab171ba0e61ce25b','gAAAAABrA1yws-wBSek9WBDS5Yo_KMrVEJY_uJBerQkhZWyQ89PIwsSVJvjIRQqP9Bzpi4o9RFpF6uiXBem2jJfhIi24L91O_4HxiVFlOE65zq2txR2qPM4RAKjTOtZ4vdHBZkjPSeYLNyP4MmDAExZvGNxuNcMYTc7aVzD-rLc-4jRfIQpYxwnPCNj--DK2RBLaSPwMljVAg013dLfh_vYj3A7a4cl_mqc_i2oMGdlu1s_7uzuChITAk1Y8XxvEfQFW3M1flB5j-OLN_M_oKE1fMPxdZQ6PfAHLifFWiUc6fu58tATi3NhkjqCweklBgTiNWtLSb77QtGblVXjFjfCmaxBQbsjTYHx7BJLxlyXMSEWrmSPu2LCDuroYOX3MN98w0Xr9F9NQb4B2s_g8A0R7Y1lmoBT1bBaE1-_5y8QKQGQTmfYZWJbqyaof7QHsBH_fiF2-s3uJgMnQ4vyLWEuODeyCvEY8NdWrpNUBSUHwPK935y6R0YBeAYKjyMSEjdFnilmz2bbXPicNZztWp_LbRFn1XPYXCbQ6pz6vAhHQgwkfWzMVpnSOWawZz2WIS-jWLVPVN7DhkotJnWXXjV-E5qnfGKAzFbrvIUxeiQW0ekzkN-ykyKeg5fwE5sSAVT0Rnuv_PSnca6jVynGXNuQQDdFYsPFIvNjmj5-hSLzDfzEmbjCW3NQM17ilouJ9ttktrSpsTnKXtbu2q2fsMG0WTGgbYSCpdCX7q_I8BWVIeEflDTRAgyEYF06EfduJ9L5virPsH_TfX3sfVywReLw5m8IwQ-1X4aVnozl5xX84KHEsbmGYxfrZ1DTPROPWJQ_EbM5vwjv1U1wvITflj-mxDhljwY9lyeW21zSx48QHjmOj9fywqUbQocF3H-SOYQenAN3f5FF4nUW0qlmFOsYc-sum7zCLWCQOLi2Qdu3FI1f62coySBg5eGj7SIlcivGUxxTrGPG5koLkiMQDHVeTK_Eee2Y-tvv1Dl4pjk1rwj_o_Hh0u8lNsCQglGYxl909BmGizaukQiAbYgm2gtHNTYh8KsEMjltnciMXOKyynkN_l7kJJTsrocgffOlITehw9hrmyQEMtMucfC90oaIWsB39ippr3_hXoKFplQcgzbKVpY909LlHPDn8ZjMxQKYtL8fr7KwkkG-7EdimPgvo3Nm9p08MpvmbxDJi8Or1Z5lSozr693WyXj2lXQ_stpQpbwjSqU5Jd8syIj-0jSDyIvGL0XNPOMueSI3DDnYqnj40Tjtqz0-Dr6vYKSorsZuo9wrdbKIRbR4KGhEC34nOOqQkyFX5_tgM_0WWT6mSXTb-jFAnTyZakiYfy8Qp6wCQiNfLC3_6RpOjkLn1CZoUrEjV15RKEDdVCw4AUqco-hg_RNZj-Dc=','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gesprek" VALUES('2f5a24735db6f4c2','web','gAAAAABrA1ywrK4dE2GwG0O80PwlxS-bnXh19nospqnsvJUrJInzgMHcpkSbCCJsyB76E67L4_aoBZpJ2KvevH6QeImR6yrVwQ==','222f1c0095c04c05fc5fdf2758e03e4d5a08bb99746f0c1069b4520e11b8a0b3','gAAAAABrA1ywujJ7TmvK3Y6G7TFIeI1i1cX5aaW_j4BoV9hPkDDj4LUY-o6oPChkiB5Js9h7cbbziIKxJ8elTPckk_8AZuHP-2vLCV7jyAdCYweN3HVeekFB2W7lSxbsuY0hxCpCzseETuQde3jTOlnKrT52y8I5X_aqscdkFAVShQSw2zw9vpQHxB74MJSy8OA5A_mav6nvJN_hnk_5JL7FwxWsG4RSEQfl8JWNRA7CXQ6KXIAVa6U1G7wNz8iEdSnC-QL2KA1Cc6Vzal5zixMuLpmDWlyl4O8XSdoNscG9-Knqgkd0AN5n8O0jCX--lUJCRCmp7i6d1SYh5fhCwywjtajjBB3SpFXjfrGPJmz56l2nl9wlPxqhhdOWiPbZ8GF0ymyd_Cdn_wvEyffxY6MGcBx51fNZd8WKLpqqtUgL51HXD0UoLTMJ1Chr0vgz9s_IQqVGsAqybGYKaN7eeRKYDzyNl7RJUB0zLsHkiHpXroLQMa-XqCYKfg4kNv41Mutm-gA75SWPuih3a_PJCjMi1AweM0teLA==','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "gesprek" VALUES('0558626e0a4f6d17','telegram','gAAAAABrA1yw9f_BnIKtOqG3KJYPDsCpKQFmttnPgfT4M9QVQ8QUbBlo4mJAKrhS3AGp-eE9qstWwFZHNtlxcTquQvKkdINUrA==','60e7c20b263d78e717a61e85995211ccea0ad72f86c4d4b51da3db0a54cd9f76','gAAAAABrA1yw7JnOMeY3xkvDGUxCMwzodlVUTXtVsQJ5iih1n5lslfuWANbUq-BD1EgqvTZ3-7Lny9gSV0OiUK0bUzyiHgAQBLytFjHQV2lEuzkjTw7qAYBzpsDeR5ejPyK-KQ20No-mNEV36OSj52IWWNj5Hat4rNAc8AkYUkfa6265gv9BFTiRjmo3JhYVHqoPz8ZCKs6BP6uM7p5qhErNIhfTOUqzH0M2WM8SxFPiUtTyKer7qUJvwAPp1zkw6Uof5F-6WlyKM-CfIldl2gE_LOTf9yLorX2YHpesHMf5uG9TNonUT_W1UBa9j5r447KuifNHckvUa-b6bUyyiGJYxNMo2SkCilpKwkhZh0CHCDP3rLld0ev-3DOjmaxhDOj6OR1Wme6_vnNxs0x9clDjx7NTA1-cI5GPO67IlUlgyrYf444krtRwsz6AUZd2tSEzhxdpT0nILjdZUjjGwLV2F6wSnBzqX8Mn2uIK5Yxq1dgPTzoGuZHXE8SCgyLguxtq18eZGfjFnh9jtPtCLtBtApjT1qwXAw==','2026-11-24T09:39:00.000000+00:00','2026-11-24T09:39:00.000000+00:00');
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
INSERT INTO "handeling" VALUES(1,'28ae1942a7e91f4b','pakket',NULL,'gAAAAABrA1ywK6iL8t4QQsxpA0LpFuQEm0230V0Kn71Kr9T8wIUPRSqZWkFRDqLhJwvP_-UHqPZhl6ghYoEVKE5J_ISbQlmnqhABO1A-EWfJ19fKRa4qgBMkyk6zKbHHlWEp8ewrmrbTsvGQUzOjmcwRfQcczBgSkALxXZ7ovJK3hrj-pw4cAGQPM2-WrhI_dTOup_7RyvZBMaJMFJNkqd8amPpJvmtYCH41kgf028KaVpbRAjK12vbwoj6_8P_lDkUYtO5RqZpmGq21j20dXkOefIt1_7pRiGCiB1jilN9YJDvFH707Jlo1lIfcku4MwYVBnZ6FarwqLb5pRNnSLun6EUmYd8X__GkaVdERg5ZeRuodbqCgwxBbLf8fKh5GtiHSQjmUMdJxigfbN2w34-9g1--sspZk1R5PRLpvugG2HsXT2DE_361aaOWmQ0ksVhZRCc2bjLG2','2026-11-24T09:30:00.000000+00:00',NULL);
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
INSERT INTO "herziening" VALUES(1,'28ae1942a7e91f4b','collega','contact','zelf','frontoffice',NULL,'gAAAAABrA1ywkdct0W9o-b35pRQXQlYMjCQwVt3jjGPKK4P6xhgkEI4pY9tUiG6FMcKECbviL_sHq3ulyatLEp6Yx5kN3t6Sa-5dYmuKz-5S8ePEPLFIjpw=','gAAAAABrA1ywvxVWEQIMzvYLqb91pPYJgwDM0kXBH_Wc9z4DkUf_kVgvpqsDvbzolVtX9s-Vk7WT9N78fUiMjd8Y7RAo9Xwr7UhKMFMd0Cq99bVlpPOJBwg=','open','2026-11-24T09:36:00.000000+00:00',NULL);
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
INSERT INTO "kaartmelding" VALUES(1,'proef-plek',NULL,'collega','anders','gAAAAABrA1ywF3245KilcbhMSouVkwJ182wSOT73Be6pN69YJg1flei0-eRgPPILeEtwQ-Kbw36OBfm37tH3Hd954mNBRNMLs24U8l9b_olXOyykjc9z3Ek=','open','2026-11-24T09:36:00.000000+00:00',NULL);
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
, nieuw_wachtwoord integer not null default 0, oidc_hash text);
INSERT INTO "medewerker" VALUES('4a9a2b7bd1d9ad1c','b9e2df216555bf87a2e535b17356fdcc7da66578a29a56bd77c7b3752bef99d4','gAAAAABrA1ywniA9jXe69V8c9btHyKAbsAOkLIPSn7-yOv0vp2_TRvtI-1kYe4sYK5yCtALAsh-hKh6AERbZ6lHeb0id0uulQg==','gAAAAABrA1ywB_5-FoVSZMel67p0HngTNJDHbju4vIyMGEGE0G9JYf8dlGZvOi9XfgFta7vzTcuHkUdY7RDBuJlG8SONHsUDfw==','gAAAAABrA1yw8Sg7DrMBf85Io7mm9ifmI1cjx1GG7FpnGbNQNWqXyebXXgVvmsB6LR11_3bkfS9OcAQeReqpqqpMIJMd3id3xA==',NULL,NULL,0,'behandelaar',1,0,NULL,'2026-11-24T09:36:00.000000+00:00',0,NULL);
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
INSERT INTO "opvolging" VALUES('79250e359e51e863','28ae1942a7e91f4b','e96580fe7af76b58','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('a8eb2b1fbd4a1845','28ae1942a7e91f4b','e96580fe7af76b58','afspraak','gepland',0,'2026-12-09T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "opvolging" VALUES('f018bda83fbd3655','39b17533ca798b1e','b5b26d788756098e','stilte','vervallen',0,NULL,NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('1639a7e2d61c6c3c','39b17533ca798b1e','b5b26d788756098e','afspraak','gepland',0,'2026-12-02T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "opvolging" VALUES('c96f875407984fdd','2633fadc468d47ee','86edb0b9a13e7509','stilte','gepland',0,'2026-11-28T09:00:00.000000+00:00',NULL,NULL,'2026-11-24T09:36:00.000000+00:00');
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
INSERT INTO "outbox" VALUES(1,'b1-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywc2j4CP93RoqCo2sCqKGZ5ZRyTMp2pMpFtMdT_dgEMaGW4L1dvAAX6iDXoNown9Bk5fXP7Oj_PKTGYjGZA25XSO7apIF3JFahGo1KsYKR_EwbwMoEcljur9BHgQqZnDOW3SjhWj0WVWh_VeLMNLppzxi2HujBxpj4XYy1Z8NwYHJzw-qzvUL3-mB9rs1uhPqukFJOZY-oCAyaoygAhaG8z7ocQxtKZFm1H9mBzyI_N_l9Vijcz1Z1oV8fBZVngqzvSE77d_CwA-JbzerpcBtTTqAl1gLup2JZn3CHA90xxR6GGUwt0RvxizPemIsdVzzVngrYO7tAoEG7NG7gFiGi_NmTPBGykMvxGgyPMRzh9lJi0KMZZ8z5HQ1Xfef9AQdq','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m1',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(2,'b1-20261124093000000000:2','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywvGquswxIu-tV5AtHOYZ8aFswLWbTdafsmcgaMqxY8I2wegS420WcfMNrHvEx-_DEY_uiE_jObmFjRJ9XFdJbBH-npcBS4t2i5kPyxAmcSAMPzPg0hmh2DEdSOKUurK1CzAn2fV9idG31HHcNSZvwK8xkYJvcn7_OG6ajZnGmOvZSX9aKOSjbdxWc_wJy44fhL7h6C0MEl5gZgc69Sd2SdJDOFuObYluW7Ltikj-vGK1CJHfZAtLS9UVxoJcpCDk9DEhNDquxG4jmXxTiqoROFu9urXq23L_H_7f8vkPAv5ToByHBb_qvUqhZGEhD7uAYrgFnfscomstSQlYR4SmgUg==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m2',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(3,'b1-20261124093000000000:3','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywvWX40LlELU3z0-0l7h00-YHx28OqVd1i22ME4QHqm2NdiEwFc939cnaEqYIRl7zOgYhFSyg64s44LIT9rjSILwlOtrRo_hgcaPZCY-hy2lCy1E4HvQqgb_R_K44XqbfLRaiCpchiLp5CtCQBojS9vKxaAmtrk2iExiTP_Sm5DqzdYpBmcB-gR3WHcxURKQdjlzf6NfXmDtf1rxpQD3moxWkKHm7H5oopu2KD4QNlxNtPNgfQXZJUsCVObK2cI-r1YosQMur9dl4HbK6ggia8-AeOIiElzXRRXGFN6Lq0b4MtAMU9kKFrlzhRQqUxOt52-ZUQwUPe7kyc9ozT2gkU-CvcaEvZE85zqL_bNKrwxr4-usWqCeq5RkqH1-PKQzBUUc6qHD8WJlsSFPdEgEzEqhKIZXimPOA28F7RNhA8815ksNORz6mA8yRKJ1mkpSAQdsgRWY98QkfWnU2L7mhhqA5UbRo6Fw_2UPCVTeLhtQJqE7MOxyGVpmZGMZl54HCm9RxtTT1pMjY70cpNcinFY3Y_USZt35f1kZ7KjJH6i4KX0T9aRR57NAP9r6rpjuSCigXHNv5xdwO9ZR9WgvbHvtNG_8soMAuxbwWy-W8Sp_FUet_JCPr7XxnqV3cZq_cjKTsv5T5m8idTZ4FNtzqL5doVCkVwpaYTdTZvxP1YGbDOur-Ca1IMM3DClYXzEFOnsHbXx116G_TO91OlItRUzIrgqcA62oRSDOn9oDII2uETteR6mfynUHY7XPyP4TOkbF8X4YAIKmZhdRLseGtFaSlnFjAcBKNi9zvGCfv-4PGrnE1A3hDDfExxYLBSiYpKX0uDg-xZ8X0Dla4y5aWPuZKQ0fGuPnoc3aqRQ3DhDudgnWW8JrgFga2MIFK7yOWr15BYRWec-ZeReQJPYN5kpKhFdUm1pMrUPn7FXFqN3BUwZZwMKLUHXhcYofVqECYyIpDJqLbiNOYYNrz5PlA1V_QcO2EWVGnU3Tb8ySfTK-25OINVVPddQmjHN4WuPqO9iiO4mzd_tlW00FaI3uHxDf2SUARjxG88JsCVS_-wlFmyjYSPjjbCXbTNBxRSIGEy_M4uw_CjjNjgSdw_WfdaT9fzO7APsWJv3F82b9kW3Ui6fAr4Kcwi_hlJryGoIBgEWyRVtonXjUIAWQ-EpTuoFnmHBwxo5GlRZVX2cQ77NC1iRLK2wtLIq4XRWiWnfi14r5i1kmJuc61IjzCsoPCZVgdAi81cZyCJsWkLJNCZFVrQrofScI5EWztxELqGqyWH5-JDWReBQ6TKO_RyWNiw-swzZmlMYm-P6rj4hXeioQrGebjm-7KouwIUJDA3yZVGpMyDCk241Tn8sy93iAPRCU6Fg-0IvN83xDP4lOSTmsQSbQCIwvBPD9k9pU9M5U00BnUmZ5FYtLsezonbKQwtArwmzDgFJyBtM3giHqAmp1sTUEMVOk5ldOAXJYayR_AI9bUdCoXv8XSvFBOEBF5MxjWSUpkXvTn5GfcDzwjlZ_AcQlVMbuukJs2-9OBZhmYtlyaY_i5WD9tyYC1h6mp3fGu_-jwrmwBo-66ck_7cfM2j8eSSSDwlU_DawOaoHruakzNVaP7GRIYdVmsmzq80X1oEYXoWkmRzFRjpfwwXRBYiWNVi77HfS2vOjytfmMp6BFa2rOdQCYNVQf9zVDq5MqosMEWy9Ji-Joux3gsNp4gPuolgIg6vBypLoCIABvFpQzz_unF4GWKAq7-LL9k4zSqmovXXkUdrITMRWbr5eFDITr3zBvABGTXf7D0fHvDITWXTA5mfHgeEWBjfKnD-uJuK-7DdfjkCliRNnMv0PjI=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m3',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(4,'b2-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywXuwB8jrl0unwxB4H3pd7NQ-01PaJpwRDGCaWXHnoGpMdfu6tbFqb2i_p5gh5YPtWTUcR_nDETpweBTSodLi6GJN4DiY4RMWyzAAtzdzQnPAYGNXeqiPNR6feUrU-HZiTY1pK6yEgrziPWKX3kAw3AYWYWq5b-WrFarNEVTZudmiT4myqWsDOxvV7Plt5yk4Ex_fumgE5uRdyvwx3QMuRMGsKddx58wAbPmTJVKb-5Brr7ZrNnTCmXFFWV-zuBdGSqNjikoagr9ekGmXE2xiz4O4cqlpxg0aIlGE0OG1Ka-HAt0j9UvrBAaU8hhO46Po1mwCpY3pQACJGhPBo2OHeuQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m4',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(5,'b3-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywawOok5osmFJKMzEqDLCqn0HsUU2Nrl9g0kFaoO7bYlA2-DzaMPrxtIzLmd8QzlaV6orZ0XW02DoTnXtpjkPfuDbwOYNIJOgdvIscw3aXOixY2PlJLD8KZYCEEvXOmSto_VC_Y3NfMAT9a8L3p_FYqV20v7uw0VqQarvUYf1IfWqWjuf6PWqpv1TCyKg7jPRh','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m5',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(6,'b3-20261124093000000000:2','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywveKz-orwmyi_YNIrOyZ30X_VgSDqXI8eWIhUnRNeVikNOWnVIzavLDggwy3VtYCGkLZ1vnVXPFy5bFNucX90nOQd4k6KTZgVEm2kepaIX8uxN1sf8I75CrRSyOH-fThs05xmWvHe8cVfC-HGgUkplfNOxu5qlpPEtgvN8WLxUbn-HNUihRw5-8npdRRhKPho3CblbChRJ5Zi0SvM6HJ5o84qpN9JL0ndC65XfcHR2rgZuRMmkFz4FHes53Pz-POSCIgZeZn8j9FoBORY26RV_TRO9WHcn3QOLoWRMRnVq2bV6U5PNvycX-ojDwuitE-wBeASxZZGSCCo07MQAUe-_Q==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m6',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(7,'b4-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywhTzd_FxeUOo5Ldzu2R6JsHld5NjPpQnPc-DscKLwKA9fOvili2koKPcr2-fCo8fXv7XkEkxn1ZD13J44XYxkTPizh6SIaoaskRJ2srPEWVl0AXsBash-9IwHfkW41nmDB6WpEAPq2jEGmch_Rxb2ihw5VayW1XyVfdwoqH7MLlwdUKFgOw_R-xUeh9PyAF7e3J5XCQW6Cmzbt_AkFch9kZiBQd60j6cD0HlmOGVAOUipfubFL_x9vAL_CseA8QANTvDpfCqALAvmfIUK5-7EykDxQe5u4uXx6FgR7HGR3ww=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m7',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(8,'b5-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywkGN0cFK0RPoMwxoc1Ke9f-Cf_OQd1FxBtUM7Esdl7Pc8xrOu_P2tVfGB_Hs8YG6mlz6OUlZLxCSZGzHs3ZIYB8VkV8XeHkISHxSeNJ5eoCIAkXM0vLXVOCCG6dS7V0p5ORjq2JV0tkuc8kYIBE5yF_sCrEPuwn0afIR8_EYNe-iMyTKasqo28SpI8X8BtlQp','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m8',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(9,'b5-20261124093000000000:2','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywAww2KE4Rh0MJ6ssMjN8S9UKgiCiy33uMdR8vt1Bh7idLngkoXC2CA9iouy2Rz-lTxAbyGSbGnQm3rowXEhYUpwYRH1FJM9tFGLjC5M7MJHs3RqZuqVcCWKVJ32QoH7wrR0FPFP6o-SuIPqqz36EvKukj-I-aXa_2UrnujPXlaNW6gi-5yXGuDtuG5wzydnwR3KNEIk4oCGOWb94OoMLnWc_B2Ok81Fftb_fYnWN2czbxF5CjR7xczx1ZHOQPAnPoTo2IzbfS3rxH5BW2jh07L1zYuvjHvNDgl6HeiY_2j34=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m9',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(10,'b6-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1yw5_0L8kXRNKqYbZXWviPjwfrF3h7xDY9_g6L95eigdvE3jG_STb8TsmVxT6gajThux_rr6bTMR8EKaWbrb5LDZ7DfX0usl7dNaop02AP5slN4gqeava6RwvxctgkFJyuBIPtc5Rlsnu5gskCgoboE__yYBYBEQjA-3CmQi854jnSzUW5xUGo3YOwUS_GHX_xxGa1Fqo32f_JwrqdOnXAoJ0ofLTqw-bpAxVaRpD8gjwsY6hvK0qyMU0ww3WHnMdxHBUvPU0oedMUN_Iio4midT9Ok5efLCJusvuzEmukYsKjU1BL3JlynA8z_ijpELSCf9zh0yieD0ozfQvSYFYwc4lw3usZWxQTrEID1cj_c2w5ko0QE8aWEe6uG5u6Q4HXTqRDtkqyH9_z8xDqaS4D2v2bRAvrHMBg-PiMMkh4tqsETPiwIOF_gSOTD-wLS3pCNCenW5Ng0yDzComIBeU4NHA==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m10',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(11,'b7-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywH4sww3-399Nf5MGW1t3yvlbldt-gHIBI2Y7o8-EYqbnLO_Y88qFZbjRS_XALPGu2WExJleucgYeuOOdRK5f_g1a6vnPiShQ_w8lMQeOVk15cR-g_XDqeweoamMycL7-LpwfcDDWn7XjLEDnwlDqd-40HcxUq8lfQ358k_u75Tz3rohWaotSVOYHWdxYT9CJo','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m11',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(12,'b7-20261124093000000000:2','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywfRMd9GZMCVkx_tltpPs_Ijq4oQZJDkpjDSwsLbeNCA9D99F8dZpW-jKdGUhR-IfCD07NLcQIU7mvYtSL06ErjSAofSzsHrjLLb2zMQKYNSnjUXZE1tXmu7vOGWPTQ_EQLBy1fXXG-BBFsB_erDSj6G1QcIKYuQztQPBrE-crCQ-j-BoZ5wlzKzfIPJVA6LiPxRlKk-thNjS5uxw9FCZYzX7eibxRFYgfcj63SvH9Q7Rc6al2WOtWBYG05u3zhZ0Djax93qPB5BdChtv6uAl5y58j7coZxikD5dOg8bCj3q-IAyWhazncsIczvo8WO2J9Elp-bYEecOlq2rx2qmlahY_x2DmNrm4HFP2LxJZJ8QLjuGTnErGTblkQ-4JQezkgqRA0t_1HPB8nrU6eWisX2Ee6Gt2TzjIco_FxCBchyPwEveNtKpcZ3O-iQR0t-Y3ziRT06OJb6zXR1xcpVW6NuQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m12',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(13,'b8-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywYZYfStUUPUYnWw9V60jC9cXQGOspoBZQqjQKRjBsV4O4PmQkRGSFlfpUPWhfqGCm74UxJodamM_f1tPy_dMRTHsFeiuh8fC7uTvF21as3vGbdXQxUeZ7gUh79H_iOEW_3jaPvyQH4jHIzfuHOuggiZxPBm_2-f0fsSQmF8UzAiBypLDVkektt2eoKnyezrpKVDd5oNruDuAIeP_HmjUwoAMpX4Ozc4knbzkP4e9PqO4=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m13',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(14,'b8-20261124093000000000:2','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywhqi-mfG4XXOwvjMNx3fPBU0-sbdDwu5rx4_POkAMCvhnXLlNC_cbO8nUaoU-ftOXDWlU7_u2-ecZnVnElS0NbJHsit-UlT9wbWxUjABDkoGrqo8in_ifEBEPcSgcilM0jq_lyVdfiFjxESEwNJ0NBfWjq82VHAKHKBT66dc20cbgDPJ6fX3q6yREFHfqsPeTn0t4EByghArt7doruZlxWO-0hTf3JGVPvvqyN8h7rYvrQ1hQkYEIyaX-AbSYt53HcJlNzSVGp_KCgOWUtbDHv6TSoRmhLqEcWRzvmAz239GVuXFXCRDEtFHOlO0RyWSh3lA5J7m_4fhcvYF_4LRkEfuJp8_XspAZlb91cWVfVMlu4--ilKB41qfDK-pT1UOWLMn3WhxF20N8mitgCouKRstZ4i-d6Px4NCL4KvMaOTB9jyDd44Clo4CUkVDIWxj2mqdMbZdtfawH7jXUH9Fucxeq_o95BEEav84JubZHSVyZ_Y_b6IZCj3IkZIo1LUH2OaDLspwsTrehoWGA1kUJiGbj5Yh3Ysxf5eCRZ9gaoBL4GbaL4z5ScOXGnkHNeVQbpFUtaFaQbNBfzq9wv-bbfufFdfuPxgf7pAyhyxcTxUrXxXCsKYtj1-j3JFsIkwyhzX37slrF4hgcVsDVQsu7jw==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m14',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(15,'overdracht:28ae1942a7e91f4b:0:map','map:28ae1942a7e91f4b','pakket_map',NULL,'28ae1942a7e91f4b','gAAAAABrA1ywaRROF24wTGtsSXfzdQJFuZOHjdiNkwwhORJVhHJt524W9o_DTiK_1lOAGthXPMxSwNO9SjLJwbkAnY8mfPxad1RkpnhA2NQjmz9FvvhDBoX-NmvDhutcGDWMLJ3zVpN9zham7qtyC23n7UXn-I7fvmao7MfL9sihbl1h7utCSTHJqeZ7UOAXqfxot61VcfUChmHpdGT--mhWAdkBskoXNjP2MaklvoWOR2UUtJ4iMO1pufbqfMTfSJ2qvbIBuhOmmTOdkIeWU1R3uedPXgHC0V3OUCdnHOGFHW15nNE1ilKd28K_JlLwis6HF_nYzqbmLh2hmj6nRWsE8fe9j-vA_dVccB7X7fy0tOicz2pR7UAvK-ukMn4A2TojigXm2xjBSm3EHBj2YvzgsVnNyHPFeRVmsbDgyr4-xgNd-B-Dw9b6RyiS_hr2NJSGETTZYU6ev2nzZmWObPBjbxfF0GhgnK2RdThTFApm7FKI09_0TU19c1fn0m4wBcOdqk0hkvta','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m15',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(16,'overdracht:28ae1942a7e91f4b:0:groep','groep','groep',NULL,'28ae1942a7e91f4b','gAAAAABrA1yw_1Y6OXqebn2rK1DABEXLkEFSzlMMWMQBfoz4yr1ooS-39g9jfP_Nw0JCLYaXbUXCYHbB1ImNjKKbqdjpdjEyjr31JS_pwTGlbmUKOYCs_3_Wy9aQzlDxH4Jy-XxWH7palWd9irfPsVYtLf13NY5rWwqXDOscJDVBCQA4o4kY8GuCkeGgeseCOU3MxrJbKLxdx1UZa90JhvptW5iQk70NdF3rcqQcFH48sD1-LRkwl9A7bw0lGs203wlTKrSrTqpy4Tm6ThcakCWOxEQQEcrIFO-41T6mtmfbrWtUzLq9Ab5mNt6dgozXZBQHa7mhgLOrRRiGteGCAIL_gCk2Xx41Eyo913qUaJdU-jt6puMacShadVMluFVfDJeCYAIhje6N1kXWxVqrXO1cl8rl8oBP6g==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m16',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(17,'b9-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1yw7GuyVyuGHOpihWWws6tKlwNjFRPZHD269eobzPYf7MDrjn69fzeVtET3QGC21WSk7P7nBwgHcMTuTkCr3_JU9LL9SydABzVRYTm8_Nr6VHJq2_-_8cmSdzrJV4sHO3fcBJtSYp6wJUESor9buXP4NzSc4DT70kBJiIurIHA3Yv-7aUKkIRyYtk4-kYUojgPrEr-qMhOBhmCqYhIP8c-uHTndzkWc02li3akR9ytjPPQwIUeb1ind9lZUPZ8N8QCWmmKeyLMfAYzZG51ph5wPnNvIP39m5VVMQLAgcQyrMmvHdM4NFBQXgGsE6o2v5Rt3FJK689OkYMiYwqnOGG1bgFY9JkiCZWh8OssB2HLZFQNGaLxZToG23jrt-ow0V5kmnQmDlKNF8Qg2sLLBl219_Z4MZcs2sZtdJEQsFraFb3k=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m17',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(18,'b9-20261124093000000000:2','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1ywZuSdun7mopsy1xnJK9UTO4WNlRLMg_8Ocl1cInq8Cn5ZsiGF5jZmdob1kVE5QSZF6jMQGIq_CP4RmY034ShmZlthrqrJuMvjDN_9Qq8mLIZP4LEzIj6EuTXc-dpb6h8m33NjxhGY5-uyv_yZxDgng0Wre5xAHdZ5Lyy5Z3lG6kD7THK_CmPnzLPGJqsj-HqYwK_-bds9MBAd6l3ZEXs5m4pEFiVaztLUP3UjRtN88T50q32D_RYaRks97CVVrwfYcFmi8pYgwJ4h5Uhq-p4s62uD8k9mg1uB491QaEvTVV-mXI0Sqq8xZW7QaE6TiG_x5me6GMuy3qkfWXNgBdiZiQ==','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m18',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(19,'b10-20261124093000000000:1','bewoner:e96580fe7af76b58','bewoner','e96580fe7af76b58',NULL,'gAAAAABrA1yw4vacKA974PPRjUVthDb-onbFomgZWuVVHdDXvkSmpvN1EsaIBn9vB2jvkzohxr8HdkU8ozIlWqmk4Q8_fwHLtVrSWejlCLVMFNPgQnk1-uqwyVw9M8qAXEJnng94VgIA7Y9MYUu1VPmx1BF5h0kta6jeFYBCB-1_ObfN22TaduEAH1FkTJbf8ApFVigCaKVv9LX1eifdpROg5DDBAZQH9LKVKQENW4g9r_6DL6obRPkhveQjoKD5UTGCIPTXCJ5rpCklyGFwRmYi2f7rFgB7MXclmqy7RqxYzGGjZtaiNyQ=','bezorgd',1,'2026-11-24T09:30:00.000000+00:00','vm:13007','2026-11-24T09:30:00.000000+00:00','m19',NULL,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "outbox" VALUES(20,'b11-20261124093300000000:1','bewoner:b5b26d788756098e','bewoner','b5b26d788756098e',NULL,'gAAAAABrA1ywFWUHVP_jpMi4ASGGBBacubPM5-PD-Hbfpre6ZsLkld0dn8Pw15e5C0ISGSktFB1ILYFbY2x_blUkgmyrqB-P008_TgR0XvXMS0T_LP_9lcxzFm0mcUvS7UdhB1vf6hZisEW4kspxNVlKG-IBObLi8E-36OkXTmDOzKtki0w1AWD-0_xS-bPIYUw9N3A-k4JD91rBCrDVR0YuSDuUoJUwfaJlfDLTouJBAYdGsljAr874riJNl0yS_aLS5SLHdj20sktR9FNKHEXDe7Fhi30QXYBvr7FbIhddDHFdKwgAbVopVmn48dFFV_lx70yDAeng5ZeByrnBvJ_TS2_Oc1Sb3XKhZT9B-EjxAAz4R1AjGxqkpPLpduSMkp_4JXp-A6uc','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13007','2026-11-24T09:33:00.000000+00:00','m20',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(21,'b11-20261124093300000000:2','bewoner:b5b26d788756098e','bewoner','b5b26d788756098e',NULL,'gAAAAABrA1ywRJ2A7WbMIzvUoQdKAC77i5mK-yQZPppTeyudfVjOh4HHi-4xHw66ll1jhPKq7LK5tZ2UWWgJaz6Cq-qDzlQL9CzrtnaaAj8Yd_pndQaJnDUJdWLLQZrf3BYIt2zVqdKoZeD1hNalxv52N9SEFseCaRXUgBHXCA8JNny66ifo-bFiW3y2QHZc_r2Q94UYZTCdMup-KtEcQQhVaskDCjbx9g==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13007','2026-11-24T09:33:00.000000+00:00','m21',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(22,'b11-20261124093300000000:3','bewoner:b5b26d788756098e','bewoner','b5b26d788756098e',NULL,'gAAAAABrA1ywhBgoYH8PyL7FxqYikODh9trrVO4OmB2YJZRyfiBj5YJsJ11rGjxlzgkDTZSnQHt_qsI9WHYjNKG1tkkjnGgq6reyl2ZtU8yP9bLkv2BpgXfBsRFXbfp9GLkt45oe3nWNpRzuQ6dmTXjHRYDepT0EAaxPXCwStqRf3WLSUgdbR53C9Zay_LBLb3Cb_yDWCU3FFufwuUAjFpawIZZyiG9-zdwRB9h2QiaUJDV_1rLVx7l1l2tKFFGssNIB0DUbkSE6s-CGDthDi_KRlSZG9r5wivQXDR7lrKOkGE_9hDi5K_B2I-_Fh2_VXqn34XVS43HA9Pc2ncSK76KakE9aJVDJNHXKRb9xeJv1KrvG5k2Qtwe67IqxT-3ZvaEpOVUvOuJ801kfRDBLXMOyWIyK6mDAJzV6aEkDjwSTHSMWeDvsDfn2LV94faWa4xDjlR6kBEB2GgKuSPpawZ9dgjZaxCg3n0WgSQ5niaoJVdw8E3VB9cdrli9t2ZnyaTg7Da21NCjIGCh0Dp6BtMUsdUew9uCezWNuOpGrbDhGrPAGhOjdN3wUki9RuAVezYiPkJUwoueBQn69wflkUQsINbpE0nS5_Q7M3DJsHjS13TIAanahajQANIe-tS0gqP0Hzm38h1elfE3jdiwAs3DDm7iCTmUvlXjQ5V28rs7GfsN08NRhP-KgUuZfbKUeCKq4StQMtPBrZ-YeSmrOTFPznNnTQa6sgfWm-sRAmZacJbPIOD_ZO7sQLtAIm2yGYXQhlqlewCOj5793DIpTgq2w-TXG0kALY8zNN2Cb4j5wtenlVaRAVEvydcC6EeeoJMU-kf7Dfxacq1FLGEmvb8nllTzYp7iG7s98x3TymVT-lu4eevMf6a2DqAhXqnfIzJtGGWaY3PjwODAOJV7UdvH3H6c8Y1-5Ph0-R59z5HTy37UrpWsLnuyzlQ4wEo0KGm2_IGvI95qNYYFFuYaIuBIbwPqvJ3znB9uA8DK11lYJ-_SOdiTFHCFaqXdfh_knp9EsbKZlAtoS-t28Sws4_PLQRq7QcbhSvAu72EMHQ6QZ33YAbhSZ0nlK-hffyBWJmBS_JokMhL01vYBamnp4TQHextKiNIGtWVjYlEPPkxmPltRbpQphSrcN_0qb_35nLLMuDCp-y1PgIK_gtiMrdaMeE2nFwzIUN01yKydISf51ZYhRcc3T0eGJB4USkr8c9SO8cXJPSdQNgjHZq4crt5LifHCdSUeTADRFEszCUXZPUNVgHVR7j0GAP9q-zTZFJf0yL6BQc_Vohz0ygTsks8NnOgXC8OWj3c3jtdckXtpzWHGWFysHFYrNquASWuAAk_HBY65kDYAtG-80mD03XFcoQ6R7zflL_7wQwtYTgyEEeH0lCHfq2QPrBLjABa-NZVVoM8KLl7zfsu9aLNqR0PdiFVqbA6kbyVtOJiXkJn6dSiVyg8p5VwGcMt4CjCNhNJTaqxBBkT79bqcEsdi2KmwOhvz3EvE36c08U1jlDtEfFEh6lCML5kNRsRXfmrysA4t3pcfC0eCxajh8ibpkbPfnxTGy0QC4Nk6AieOeTZQLAaS1WCZ-gQ2yCl62jsshTalc6VOCchmkHd3dlgRZh8W9SVdi0o0GLHoMJUSmQHCXnGPv0ewZ6B3k55Qj3Qe9QjAdGkpSPCXmvq5ExQtJ37EL-veYLIgh44ZV9XM7xabRdMExiP6WY3if0zz_L2p6N0fQwIBST_Vk6iO52tmIkeh3m2TyI6kJybdUxrjju2i-T95i5EbArXNNKFuFfvZGuAeqvkJPKBSAVq0QwgeQvqt-lJfcem4TsA==','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13007','2026-11-24T09:33:00.000000+00:00','m22',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(23,'b12-20261124093300000000:1','bewoner:b5b26d788756098e','bewoner','b5b26d788756098e',NULL,'gAAAAABrA1ywpxfijpcqAHFEJ4_1ONH6MGaxNqDh7MoNN937G4XEv14yE3FDskVAvnKhPQWktttJXllv_KaGlusHXwp01mKugoj4BsqOQ-3R2FghnknLF1nHeNTF8t_LEu6qiAmdt3itsT7PE5o7xktG_hoEezFOp5L1dcbIWR3yN1qUqs9H1yR4cgLFr3W7ZAYwJUvLONcwPhpUsqtwQ0ASIyHLUX_ON7cxeO_H6pTmFSFpOXbmAk4cGGX3HfXjTPRXKCpPkOa_uxCVbyvPrjCsVLWY-84JqTxRY_P-jcQHSTOrMyASlfs6Sth6YkoBGFI844zP3902xywnNCu6vtzKRBjUWCl1niI1XvHYAeUSWKib4kDfXd8f4uS04l-oMVSkuhFgUBc87ZCrm2cqjnVceD4Mj6uVCO53hguz7hKhN9LLu8DGSvupwbs7zWfOOEXQVObXY7n6Tpa3ycGNq3jqbiHJoUHxbAAUIjy0wcPQ7F0sBA7oKZY=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13007','2026-11-24T09:33:00.000000+00:00','m23',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(24,'b12-20261124093300000000:2','bewoner:b5b26d788756098e','bewoner','b5b26d788756098e',NULL,'gAAAAABrA1ywlkOdzSyUT16PCRtQwlaRHcxKUgc-LznUcRGqmcEK5_5CCYCq8WrF-_0EetYaMA_LOVmIojruZC9zoG50A9fLp7hHo_n_B4R90B3kZUaRj5qh9WuIgob8IFn1xppGm7jRZnauY3JY67TvVLVCVKALo6NnKMIIIDjANLG7n-yjd7vzZtI17tc4cIgtte2cddew_a82AyWtxSiWhz5m_LzGdbsH9TVVYO-ug2camMVKOZaceg30T6JKNpr_BCgZU74BfvPysMOsTbj8jLzEhOrMX37mPfZSuDrtFIiqS5E09rlO1I8Cm5lx1PdaOphTJv1lHaQOxipJZK9H7QCmDhTd-jx3jmSMM0UKZZC93k03yF8Ngnl4JNEhdL9SGf_J8bYC','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13007','2026-11-24T09:33:00.000000+00:00','m24',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(25,'b13-20261124093300000000:1','bewoner:b5b26d788756098e','bewoner','b5b26d788756098e',NULL,'gAAAAABrA1yw7e9eyriDmkLjJbsvYHGOAdlhCPp7tgeXwdRV0sNHNla4tcnm2aQQQKo8Dr44lnhmto6jqK4e7H857rNwiCbxwuchbi0Rb1qekpC8vSi0ELkuDgV3OhyYdwiBw4H-drkKMwvLazn0WunlUMlIyKDWdJ7jjmdKgEf_DUS-bZkdb3sa1xLmsoTZLBLhLApQQvD9PqZA7j0vCcUJz2oJI1kQGuj_tesEczu0dBmDoMw8RP7SzpMkRaZjtSgCroz3IktLfXuk2EB2qrVtzwNc3ecAJredm-p_YFbWkO9JXw4-8iA=','bezorgd',1,'2026-11-24T09:33:00.000000+00:00','vm:13007','2026-11-24T09:33:00.000000+00:00','m25',NULL,'2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "outbox" VALUES(26,'b14-20261124093600000000:1','bewoner:86edb0b9a13e7509','bewoner','86edb0b9a13e7509',NULL,'gAAAAABrA1yw1GtzmI95Me0KverngwWVDoUggdHxWg6LFVA-gYZhmVlTFEe_swJJ_kM6w9EBU-xwD1BvHc_lMKeuEYl3alYhbRv_4QI6QO0k0lKXCfMdWGZUdEPmSOUL26Is5PquzISnIu29I-CKoF6zea-TKsO1YSIAMIfIumznaNGqi3oGwpGEMvVXrxHlWQi14rVHWiTT3nEDAGivCx1EjAv6RyBGWd7aetou-WFO-wf_DskhzrjlXZBEVGN5AkXC838iEbx_8CCZdJSaCzDIWPoWKXDFXycuuFk0TojTeanRTqQ1KURrcqi41DbGWtRPLgJhSgQLVH_2CsUrSglDnW8k1mt8L5Y7yBUez1n6yoyyfeAfNxUMgyOqYH2n_v-2NZA-BJF_','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:13007','2026-11-24T09:36:00.000000+00:00','m26',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(27,'b14-20261124093600000000:2','bewoner:86edb0b9a13e7509','bewoner','86edb0b9a13e7509',NULL,'gAAAAABrA1yw8Xu2LK_H1Ra2IZXkTmxLqH1a3SFlLmYJOsXEz7NlU4fwK2X_895csUB-MYwYJc7LghyHTXfiZxRjGh1MhvMsNgMtPiMO9iGsvlu-sDDYjOSpFnQ-KP1Q-9KBf-rZA-QHM_kyMWxt1N4FBCKRayFXgrC7_YFzhIFVdwnL1ZaO8PS_DdtYWXJwk1ErsyyrydwC2iuGFFEn-Kb3Uo88rD1yvxd161inLCLnr0AWucbItHNNpfRSSwxxtuPxMqs5f0j8qoCxvvp9PDZHT9StP0ZTL58bGO4Vy27Iu7HwqY1XvO6fWDYIy9W7xYbuW9LV9ToAz-cn2RiWWNX9HVzZ6ZwVwt19E5cAilBMEXvaeFDOiTXXSVnNYn43l_fubGELGEjgyyiiQVkxXqd3lnJ62XfIIo_Y68DNczXBmMR7Cxz0iU8=','bezorgd',1,'2026-11-24T09:36:00.000000+00:00','vm:13007','2026-11-24T09:36:00.000000+00:00','m27',NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(28,'proef:web','bewoner:2f5a24735db6f4c2','bewoner','2f5a24735db6f4c2',NULL,'gAAAAABrA1yw85T0ljR0emFCpscz_sidjw7Kpt5-KMNCCzT7XfgQhEkm10lj6d8ZAw-8UU1wvhZolOoXOd7yfNzsJuIQ7HDH3fVkKhi95Y9VmXDLNRIHOh20tuVuv6OdEiIQCzRKNkN-IUMt9i8xst6LFRmX9otr6w==','bezorgd',0,'2026-11-24T09:36:00.000000+00:00',NULL,NULL,NULL,NULL,'2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "outbox" VALUES(29,'proef:1','groep','groep',NULL,NULL,'gAAAAABrA1yw_hmNOhdWC4rlI4HMJTC2DZBpzSfhNObBP2XqUuLYj5oO8nhHBNgjgMw6vCx-if0x5HYrP17DiTYj4noe-IIADR4oKsOUqdA-BrGFPxK5oSCqBee2lLkRfp0BeoV9p4JkjtlJ4YbvkddcwNffJj8R9A==','wacht',0,'2026-11-24T09:39:00.000000+00:00',NULL,NULL,NULL,NULL,'2026-11-24T09:39:00.000000+00:00',NULL);
CREATE TABLE overdracht (
    signaal_id text primary key references signaal (id) on delete cascade,
    tekst_geheim text not null,
    status text not null check (status in ('getoond', 'verstuurd')),
    keer integer not null default 0,
    getoond text not null,
    verstuurd text
);
INSERT INTO "overdracht" VALUES('28ae1942a7e91f4b','gAAAAABrA1ywAl0t-pwbH-GR62lHLfD6mLV9kqwnqCcPjdlOF5BLaCe2r4u4IpEqWPxQ9Y6Yb9yYiHLuyL7tiDfo2LJ7RZcS9ADbDxU7Aq8UGVNpd2AP0ZHRA8EQAkvfl-2mWiLd46WiNk-ZH2V9MmGt1qLBEurfNgYwMi9sx2neOFULnXCSFHNDF8FI0zmoVzyzxfIomkbo61kgGxQ97kOO47olbeHw5jZx9Q4N1U-Y3g_p-D4mD9A_Nk_C_CKlYRdz-kSeIdoBxI2_z7ZU-7puLqFXuoecvotedYdx6X1e0MEcYaD_hHxF3axDiHyyUYFOtWXqatxo1_S1TD6oCxIn5xXeeNKwuJBI64RSzj00sk82yr2JZ9JPZ4To4SA7L3IlC5JwgZbG8KXXW-lacppNec8mKsqBcQzMlOPiz0S-_d2YcTHyZiBvFW1XyQ7J2HAOYktnQrZX','verstuurd',1,'2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
CREATE TABLE proef (id integer primary key check (id = 1), waarde_geheim text not null);
INSERT INTO "proef" VALUES(1,'gAAAAABrA1yw0xnh7yE2eVkxiike-b63cUnv-P5KRgtICEcHV4G7EwOvDsK6Pqzz4BiHaRRl7akiGTN7mmLNJX0Vx7TgXrZwQw==');
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
INSERT INTO "signaal" VALUES('28ae1942a7e91f4b','21070235','e96580fe7af76b58','overgedragen','zelf','contact','frontoffice','week',NULL,'gAAAAABrA1ywg4IGjUZLQkQCgSvdasgbvQ7l1rdq-DIg9UdzlE38JMf1kXqqUWL28xjFqrDvfpVCiZkfm3Q1v2MbgrvmWZSaHpv5gqTU0JxaZpxOK8zvy85kI_ufU-nXUIkPUxGLDlw_fEvRslyk3H_BWFWgSOPj6VZNPFerHo8Vd01tR04aX8pIrCUEPAKQZG-v7CTKgzPDFOHQfbKNDKFrSdfGQz7mV2L6lRsuz5H2NrcJv0lrrAd7L8CbwT9u38P7um-CfhFP_2QBz5AEEhv1xUMfrqSQvESV3_sHO4PGlqxE8rdj44MPZG2V-iV8QSzWdPOkOeBGuuRk8hRUryDtaNGSbLEjFh_y8GB2pvIuIyhDWtPN5_9tq1vFvo1HgqPhQMqeSjJzF0HqOW3Z-FKF9lntpGaUcjUK_ynILVOXywyg5abPlcKtB5SaX7JGjs-1mSbPJjFqH6LIJoCu4wVAR9HRXmv9rWjIC545_CZ3wU4n1vMjgCzfx4jUxxrtLbGVn_frogrCQQNw6r0oV9m4X9Qy_wysqWqs0niNk2Rem1pZEqGYcmYHpHeECp58is8V4qcHv8aSyKpSgOw-LnvoQmVCMEHM0F_3f-78JC5AG6mCu7R5UGKy9bW1QfmUPD5eM1cMs0UFZz9pshx1eKuT-pEnCejhXXkWbcGHsyCeT9YSzPgPLT6FbManaWWKA6UTXFT36koNovRDYAW6n_dIcT6DpAjlWuvyI62zm6ddhxXAgkiG9V6npSFyT6HbzyZ3YKF_2wc6RfUXRflMoHb_HI-4tA8g2mPUnb4y-P-3F3R_7EiuW0N9nmF_8b25guQRu_l8Njo0','2026-11-24T09:30:00.000000+00:00','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "signaal" VALUES('39b17533ca798b1e','46242032','b5b26d788756098e','in_opvolging','zelf','contact','voorziening',NULL,NULL,'gAAAAABrA1ywF1YYbRXoBGjjD76UyMc4FOzY_uO56p63aR6sStYl1zySQqL3Fv5Qzv1V5O-fJpYFuanZ4PNXQkXdoCUEOufyNBfvnP-MShzPENF2ijhoBQOKF63fodUA6-bK3wqSbLa1ihtSTUo8X5pJdaMim9h7IXCA_4dqOdxFiPgmLC23udGa2M53zR42UIhJ8qPIw53dwmzSJEB4rraZ281kPfAQgzDAZnfEO45D1GpnGtF9zEgCn0gqC7ralypWg1U2e1CwM9nJnfNusjG5dG_-Pb4vy8GdEKKoEq_kfKFOL5oSO3cFjNrA9RkaXOwM4xqSx-oOhe1MC4T8I4sQmmoULmKaEV6-RueugY96OOk4jmKN1MwjuzOHds7b1xu-6L62nPthiH-wgX2SeMcKzlrjAUjhes_gnAVfOxs_YKJxZOYuErUQYD9WTFZRnSmNY-j9wgzr2pQIVmstHY1Bco8O3c2r_B-aFtZ2Z5pB8RE2NtmZ5PwpOZ68dLLYpMrplpy2CPrsdh5N0CO50DF0Ztf6rOEqZA9DWJ98cuuYlGBPD7AkAkLSVops4mf355ArVAAjQY5tDclHEVjVypTnwqOuNK6BGpL4YUPYPDrytKcMssRbBh_Nm8bk4eGxETXyfFfV9_9quUKt0_OaP07UezgsM4zX77FbaeorqkkgTgevGn6gxBpXCttmQDu7W20HefZOkA6VjmLAoM2h1C9mqdjjiuaQozCLxx4jy4aFT4_MkBQQ9uP_kbTPj_O5245LVS3CnveYwqtv1MXmzXg4m3f9sayjHzzUUoMx58CmqSb_TxDr2qk=','2026-11-24T09:33:00.000000+00:00','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "signaal" VALUES('2633fadc468d47ee','28300255','86edb0b9a13e7509','in_gesprek','ander','contact','voorziening',NULL,NULL,'gAAAAABrA1ywgaw0_S7Q9bTxlIvIyvfOyZUcM_8YHcthswIkLLxC9a7JKlVEE7dPnzsy5Eu48kmKhnrFJDQOISxb5nh3j9F0M6oxvJkDgkmHYgE56leew5unhAvgGI25T2xr5nFi1A4gvWzdd5O0ag1DJfxvyn6vQPtj69SnlVRlD9IBqH-6mKxWln5LnnDaebABfvFMIEjNJ5ezr1pCPB1016Stx4-ZDytL02JqWItH4G_1gzzpxTO5QYMU_N3AIppBXcADbDI7aHcH9ZcANTwpcVecpRVrRsePW-RAv9paPI9cPnQL4MMaBgIJ7AsNkF2gSSRoQMqm55Df8BM-FiDu_dSG49r80uYJF3JvzQ8KV_sJFjzniZFRZ2n3qaMyXd4XdWJj_KqP9tsjJZ-YmtqNUf8gsHaBzHJxHOpQoQ4aAVVy-sTQYa5ijMzv4V4K4cIJoYpF4l9xwreZRsTGS9VPXrE0Ea3FkwZBdoSN6xZb-9jVfH6d9MGoq9dl-UThb69WnTJebppAukeb7SHyuQbjBlROI9tqZaLAncLA612dJ5yMzSzeFAqisxESeA0qKRwr8fUg2ILnjdT5f0hZCpy_oVPXOHRc9k7h0fbxtLOYzsup0enxwADTCDBfIzfMg5d-1hna8b2-VIOM2N9y9YLUK0Z5IrMdFb16U2Qi3gwqa2WgCW-6sYAk1VgsrvDEeKEIpK1y83TZ7mWCpMYGl1dv678LI_2fUM_Uk1rx_VI-2Wakqjm2DmjiBlKh-iWAvYvdkvw8oI5F','2026-11-24T09:36:00.000000+00:00','2026-11-24T09:36:00.000000+00:00');
CREATE TABLE termijn (
    signaal_id text primary key references signaal (id) on delete cascade,
    urgentie text not null,
    niveau integer not null default 0,
    gestart text not null,
    op text
);
INSERT INTO "termijn" VALUES('28ae1942a7e91f4b','week',0,'2026-11-24T09:30:00.000000+00:00','2026-11-27T16:00:00.000000+00:00');
CREATE TABLE voorstel (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    voorziening text not null,
    plaats integer not null,
    keuze text,
    op text not null
);
INSERT INTO "voorstel" VALUES(1,'28ae1942a7e91f4b','inloop-de-pastorie',1,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(2,'28ae1942a7e91f4b','floralia-park',2,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(3,'28ae1942a7e91f4b','vrijwilligerstour',3,NULL,'2026-11-24T09:30:00.000000+00:00');
INSERT INTO "voorstel" VALUES(4,'39b17533ca798b1e','inloop-de-pastorie',1,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(5,'39b17533ca798b1e','floralia-park',2,NULL,'2026-11-24T09:33:00.000000+00:00');
INSERT INTO "voorstel" VALUES(6,'39b17533ca798b1e','ac-de-slotjes',3,'past','2026-11-24T09:33:00.000000+00:00');
CREATE TABLE zet (
    id integer primary key,
    signaal_id text not null references signaal (id) on delete cascade,
    van text not null,
    naar text not null,
    reden text not null,
    op text not null
);
INSERT INTO "zet" VALUES(1,'28ae1942a7e91f4b','','ontvangen','nieuw','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(2,'28ae1942a7e91f4b','ontvangen','in_gesprek','bericht','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(3,'28ae1942a7e91f4b','in_gesprek','voorgesteld','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(4,'28ae1942a7e91f4b','voorgesteld','overgedragen','','2026-11-24T09:30:00.000000+00:00');
INSERT INTO "zet" VALUES(5,'39b17533ca798b1e','','ontvangen','nieuw','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(6,'39b17533ca798b1e','ontvangen','in_gesprek','bericht','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(7,'39b17533ca798b1e','in_gesprek','voorgesteld','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(8,'39b17533ca798b1e','voorgesteld','verbonden','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(9,'39b17533ca798b1e','verbonden','in_opvolging','','2026-11-24T09:33:00.000000+00:00');
INSERT INTO "zet" VALUES(10,'2633fadc468d47ee','','ontvangen','nieuw','2026-11-24T09:36:00.000000+00:00');
INSERT INTO "zet" VALUES(11,'2633fadc468d47ee','ontvangen','in_gesprek','bericht','2026-11-24T09:36:00.000000+00:00');
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
CREATE INDEX inzage_medewerker on inzage (medewerker_id, id);
CREATE INDEX cijferperiode_maand on cijferperiode (maand);
CREATE TRIGGER cijfer_blijft before update on cijfer begin select raise(abort, 'append only'); end;
CREATE TRIGGER cijferperiode_blijft before update on cijferperiode begin select raise(abort, 'append only'); end;
CREATE INDEX chatsessie_gesprek on chatsessie (gesprek_id);
CREATE INDEX chatsessie_tot on chatsessie (tot);
CREATE INDEX bericht_gesprek on bericht (gesprek_id, id);
CREATE INDEX outbox_gesprek on outbox (gesprek_id, id);
CREATE INDEX outbox_wacht on outbox (id) where status = 'wacht';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('herziening',1);
INSERT INTO "sqlite_sequence" VALUES('kaartmelding',1);
COMMIT;
