// SPDX-License-Identifier: Apache-2.0
package org.ravning.testkit.mqtt;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of Home Assistant's configurations, component by component (home-assistant.io/integrations/mqtt and the pages of
 * its components), and the units of its device classes (developers.home-assistant.io, sensor entity).
 */
final class HomeAssistantKeys {
    private static final Map<String, String> SHORT = words(
            "atype automation_type avty availability avty_mode availability_mode bri_cmd_t brightness_command_topic"
                    + " bri_cmd_tpl brightness_command_template bri_scl brightness_scale bri_stat_t brightness_state_topic"
                    + " bri_val_tpl brightness_value_template cmd_t command_topic cmd_tpl command_template cmps components"
                    + " dev device dev_cla device_class en enabled_by_default ent_cat entity_category evt_typ event_types"
                    + " fx_cmd_t effect_command_topic fx_cmd_tpl effect_command_template fx_list effect_list fx_stat_t"
                    + " effect_state_topic fx_val_tpl effect_value_template o origin ops options p platform pl payload"
                    + " pl_avail payload_available pl_cls payload_close pl_lock payload_lock pl_not_avail"
                    + " payload_not_available pl_off payload_off pl_on payload_on pl_open payload_open pl_prs"
                    + " payload_press pl_stop payload_stop pl_unlk payload_unlock pos_t position_topic pos_tpl"
                    + " position_template rgb_cmd_t rgb_command_topic rgb_cmd_tpl rgb_command_template rgb_stat_t"
                    + " rgb_state_topic rgb_val_tpl rgb_value_template set_pos_t set_position_topic set_pos_tpl"
                    + " set_position_template stat_cla state_class stat_off state_off stat_on state_on stat_t state_topic"
                    + " stat_val_tpl state_value_template stype subtype sug_dsp_prc suggested_display_precision t topic"
                    + " uniq_id unique_id unit_of_meas unit_of_measurement val_tpl value_template exp_aft expire_after ret"
                    + " retain");
    private static final Map<String, String> SHORT_DEVICE =
            words("cns connections cu configuration_url hw hw_version ids identifiers mdl model mdl_id model_id"
                    + " mf manufacturer sa suggested_area sn serial_number sw sw_version");
    private static final Set<String> COMMON =
            Set.of(("availability availability_mode availability_template availability_topic default_entity_id device"
                            + " enabled_by_default encoding entity_category entity_picture icon json_attributes_template"
                            + " json_attributes_topic name object_id origin payload_available payload_not_available platform qos"
                            + " unique_id")
                    .split(" "));
    private static final Map<String, Component> COMPONENTS = new HashMap<>();
    private static final Map<String, Set<String>> UNITS = new HashMap<>();

    /** What a component must and may have besides what all have. */
    record Component(Set<String> required, Set<String> allowed, Set<String> deviceClasses) {}

    static {
        component(
                "sensor",
                "state_topic",
                "device_class expire_after force_update last_reset_value_template options"
                        + " state_class suggested_display_precision unit_of_measurement value_template",
                "");
        component(
                "binary_sensor",
                "state_topic",
                "device_class expire_after force_update off_delay payload_off" + " payload_on value_template",
                "battery battery_charging carbon_monoxide cold connectivity door garage_door gas heat light lock"
                        + " moisture motion moving occupancy opening plug power presence problem running safety smoke"
                        + " sound tamper update vibration window");
        component(
                "switch",
                "command_topic",
                "command_template device_class optimistic payload_off payload_on retain"
                        + " state_off state_on state_topic value_template",
                "outlet switch");
        component(
                "button",
                "command_topic",
                "command_template device_class payload_press retain",
                "identify restart update");
        component(
                "number",
                "command_topic",
                "command_template device_class max min mode optimistic payload_reset retain"
                        + " state_topic step unit_of_measurement value_template",
                "");
        component(
                "select", "command_topic options", "command_template optimistic retain state_topic value_template", "");
        component(
                "text", "command_topic", "command_template max min mode pattern retain state_topic value_template", "");
        component("event", "state_topic event_types", "device_class value_template", "button doorbell motion");
        component(
                "lock",
                "command_topic",
                "code_format command_template optimistic payload_lock payload_open payload_reset"
                        + " payload_unlock retain state_jammed state_locked state_locking state_topic state_unlocked"
                        + " state_unlocking value_template",
                "");
        component(
                "cover",
                "",
                "command_topic device_class optimistic payload_close payload_open payload_stop position_closed"
                        + " position_open position_template position_topic retain set_position_template set_position_topic"
                        + " state_closed state_closing state_open state_opening state_stopped state_topic"
                        + " tilt_command_topic value_template",
                "awning blind curtain damper door garage gate shade shutter window");
        component(
                "light",
                "command_topic",
                "brightness_command_template brightness_command_topic brightness_scale brightness_state_topic"
                        + " brightness_value_template effect_command_template effect_command_topic effect_list"
                        + " effect_state_topic effect_value_template on_command_type optimistic payload_off payload_on"
                        + " retain rgb_command_template rgb_command_topic rgb_state_topic rgb_value_template schema"
                        + " state_topic state_value_template",
                "");
        component("device_automation", "automation_type topic type subtype", "payload value_template", "");
        units("°C °F K", "temperature");
        units("%", "battery humidity moisture");
        units("% -", "power_factor");
        units("V mV µV kV MV", "voltage");
        units("A mA", "current");
        units("mW W kW MW", "power");
        units("VA mVA kVA", "apparent_power");
        units("Wh kWh mWh MWh J kJ MJ GJ cal kcal", "energy");
        units("hPa mbar Pa kPa psi bar cbar mmHg inHg", "pressure atmospheric_pressure");
        units("lx", "illuminance");
        units("ppm", "carbon_dioxide");
        units("ppm mg/m³ µg/m³ ppb", "carbon_monoxide");
        units("µg/m³ mg/m³", "volatile_organic_compounds");
        units("ppm ppb", "volatile_organic_compounds_parts");
        units("µg/m³ ppm ppb", "nitrogen_dioxide ozone");
        units("µg/m³", "nitrogen_monoxide nitrous_oxide pm1 pm25 pm4 pm10 sulphur_dioxide");
        units("S/cm mS/cm µS/cm", "conductivity");
        units("kg g mg µg oz lb st", "weight");
        units("m mm cm km in ft yd mi", "distance");
        units("m/s km/h mph ft/s kn mm/d mm/h in/d in/h", "speed");
        units("m/s km/h mph ft/s kn Beaufort", "wind_speed");
        units("°", "wind_direction");
        units("mm cm in", "precipitation");
        units("mm/h mm/d in/d in/h", "precipitation_intensity");
        units("s ms µs min h d", "duration");
        units("m³ L ft³ CCF", "gas");
        units("m³ L gal ft³ CCF", "water");
        units("m³ L mL gal ft³ fl.oz. CCF", "volume volume_storage");
        units("m³/h L/min L/h L/s m³/s mL/s ft³/min gal/min", "volume_flow_rate");
        units("dBm dB", "signal_strength");
        units("dB dBA", "sound_pressure");
        units("Hz kHz MHz GHz", "frequency");
        units("W/m² BTU/(h⋅ft²)", "irradiance");
        units("mg/dL mmol/L", "blood_glucose_concentration");
        units("-", "aqi ph");
    }

    private HomeAssistantKeys() {}

    /** Returns the component of that name, or null if there is none that we make. */
    static @Nullable Component component(String name) {
        return COMPONENTS.get(name);
    }

    static boolean isCommon(String key) {
        return COMMON.contains(key);
    }

    static String full(String key) {
        return SHORT.getOrDefault(key, key);
    }

    static String fullOfDevice(String key) {
        return SHORT_DEVICE.getOrDefault(key, key);
    }

    /** Says whether a number of that class may have that unit; none is the empty text. */
    static boolean isUnit(String deviceClass, String unit) {
        return UNITS.getOrDefault(deviceClass, Set.of()).contains(unit.isEmpty() ? "-" : unit);
    }

    /** Returns the state classes that go with a device class of numbers. */
    static Set<String> stateClasses(String deviceClass) {
        return switch (deviceClass) {
            case "energy", "gas", "water", "volume" -> Set.of("total", "total_increasing");
            case "wind_direction" -> Set.of("measurement_angle");
            case "", "distance", "duration", "precipitation", "weight" ->
                Set.of("measurement", "total", "total_increasing");
            default -> Set.of("measurement");
        };
    }

    private static void component(String name, String required, String allowed, String deviceClasses) {
        Set<String> must = set(required);
        Set<String> may = new HashSet<>(set(allowed));
        may.addAll(must);
        COMPONENTS.put(name, new Component(must, may, set(deviceClasses)));
    }

    private static void units(String units, String deviceClasses) {
        set(deviceClasses).forEach(name -> UNITS.put(name, set(units)));
    }

    private static Set<String> set(String words) {
        return words.isEmpty() ? Set.of() : Set.of(words.split(" "));
    }

    private static Map<String, String> words(String pairs) {
        List<String> all = List.of(pairs.split(" "));
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < all.size(); i += 2) {
            map.put(all.get(i), all.get(i + 1));
        }
        return map;
    }
}
