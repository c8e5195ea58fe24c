// SPDX-License-Identifier: Apache-2.0
package org.ravning.profile.xiaomi;

import java.util.HashMap;
import java.util.Map;
import org.ravning.api.Bytes;
import org.ravning.profile.api.DeviceModel;

/** The models by their product numbers, as xiaomi-ble and ble_monitor list them. */
final class Products {
    private static final String MAKER = "Xiaomi";
    private static final Map<Integer, DeviceModel> MODELS = new HashMap<>();

    static {
        addAll();
    }

    private Products() {}

    /** Returns the model; an unknown one is called by its number. */
    static DeviceModel model(int product) {
        DeviceModel model = MODELS.get(product);
        return model == null ? DeviceModel.of(MAKER, "MiBeacon " + Bytes.ofInts(product >> 8, product & 0xFF)) : model;
    }

    private static void addAll() {
        put(0x0083, "YM-K1501");
        put(0x0098, "HHCCJCY01");
        put(0x00DB, "MMC-T201-1");
        put(0x0113, "YM-K1501EU");
        put(0x0153, "YLYK01YL");
        put(0x015D, "HHCCPOT002");
        put(0x01AA, "LYWSDCGQ");
        put(0x02DF, "JQJCY01YM");
        put(0x0347, "CGG1");
        put(0x0380, "DSL-C08");
        put(0x0387, "MHO-C401");
        put(0x0391, "MMC-W505");
        put(0x03B6, "YLKG07YL/YLKG08YL");
        put(0x03BC, "GCLS002");
        put(0x03BF, "YLYB01YL-BHFRC");
        put(0x03D6, "CGH1");
        put(0x03DD, "MUE4094RT");
        put(0x040A, "WX08ZM");
        put(0x045B, "LYWSD02");
        put(0x045C, "V-SK152");
        put(0x0489, "M1S-T500");
        put(0x04E1, "XMMF01JQD");
        put(0x04E6, "YLYK01YL-VENFAN");
        put(0x04E9, "MJZNMSQ01YD");
        put(0x055B, "LYWSD03MMC");
        put(0x0576, "CGD1");
        put(0x0599, "MJZNMS03LM");
        put(0x066F, "CGDK2");
        put(0x068E, "YLYK01YL-FANCL");
        put(0x069E, "ZNMS16LM");
        put(0x069F, "ZNMS17LM");
        put(0x06D3, "MHO-C303");
        put(0x0784, "XMZNMS04LM");
        put(0x07BF, "YLAI003");
        put(0x07F6, "MJYD02YL");
        put(0x0806, "T700");
        put(0x0863, "SJWS01LM");
        put(0x098B, "MCCGQ02HL");
        put(0x098C, "XMZNMST02YD");
        put(0x0997, "JTYJGD03MI");
        put(0x09B0, "loock.safe.v1");
        put(0x0A83, "CGPR1");
        put(0x0A8D, "RTCGQ02LM");
        put(0x0B48, "CGG1-ENCRYPTED");
        put(0x0C3C, "CGC1");
        put(0x0DE7, "SU001-T");
        put(0x0DFD, "K9B-3BTN");
        put(0x0E39, "XMZNMS08LM");
        put(0x11C2, "Lockin-SV40");
        put(0x1203, "XMWSDJ04MMC");
        put(0x1568, "K9B-1BTN");
        put(0x1569, "K9B-2BTN");
        put(0x16E4, "LYWSD02MMC");
        put(0x1790, "T700");
        put(0x1889, "MS1BB(MI)");
        put(0x1949, "XMWXKG01YL");
        put(0x1C10, "K9BB-1BTN");
        put(0x20DB, "MJZNZ018H");
        put(0x2387, "XMWXKG01LM");
        put(0x2542, "LYWSD02MMC");
        put(0x2832, "MJWSD05MMC");
        put(0x2AEB, "HS1BB(MI)");
        put(0x30D9, "MJTZC01YM");
        put(0x3531, "XMPIRO2SXS");
        put(0x38BB, "PTX_YK1_QMIMB");
        put(0x3A61, "KS1");
        put(0x3BD5, "MJTZC01YM");
        put(0x3E17, "KS1BP");
        put(0x3F0F, "RS1BB(MI)");
        put(0x3F4C, "PS1BB");
        put(0x45C9, "MJTZC02YM");
        put(0x4683, "XMOSB01XS");
        put(0x48CF, "MJTZC01YM");
        put(0x4B05, "MJTZC03YM");
        put(0x4C04, "MJTZC02YM");
        put(0x4C47, "MJWSD05MMC");
        put(0x4C60, "XMPIRO2GSXS");
        put(0x4DCB, "MJTZC02YM");
        put(0x4F59, "CGDK3");
        put(0x4FC2, "MJTZC01YM");
        put(0x50FB, "ES3");
        put(0x520B, "KS2BB");
        put(0x55B5, "MJWSD06MMC");
        put(0x5968, "XMWS01XS");
        put(0x59FA, "M2457B1");
        put(0x59FB, "M2456B1");
        put(0x59FC, "M2456B1");
        put(0x5BEA, "MJWSD06MMC");
        put(0x5DB1, "MBS17");
        put(0x6188, "M2456B1");
        put(0x6375, "SJWS02LM");
        put(0x64C5, "PTX-F1-Display");
        put(0x6A0F, "ES5BB");
        put(0x7712, "zhiee.flood.sj01");
        put(0x78A3, "AFWXKG220000");
        put(0x78D1, "MC-COMM");
        put(0x78DB, "ESM787");
    }

    private static void put(int product, String model) {
        MODELS.put(product, DeviceModel.of(MAKER, model));
    }
}
